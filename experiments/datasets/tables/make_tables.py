"""Writes the tables of this folder and the declarations beside it from the packages that have the data:

    pip install scikit-learn==1.9.1 palmerpenguins==0.1.6 mnist1d==0.0.2.post1
    python3 make_tables.py

Numbers are the shortest decimals that read back to the same bits. Tables over 100 kB are in gzip.
"""

import csv
import gzip
import io
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
import sklearn.datasets

FOLDER = Path(__file__).parent
SKLEARN = "scikit-learn %s (sklearn.datasets.load_%%s)" % version("scikit-learn")


def number(value):
    value = float(value)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def write(name, columns, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    if len(content) <= 100_000:
        (FOLDER / (name + ".csv")).write_bytes(content)
        return name + ".csv"
    (FOLDER / (name + ".csv.gz")).write_bytes(gzip.compress(content, 9, mtime=0))
    return name + ".csv.gz"


def declare(name, text):
    schema = "# yaml-language-server: $schema=../../schemas/dataset.schema.json\n"
    (FOLDER.parent / (name + ".yaml")).write_text(schema + text.lstrip("\n"))


def of_sklearn(name, target, class_names, **options):
    data = getattr(sklearn.datasets, "load_" + name)(**options)
    features = [str(column).replace(" (cm)", "").replace(" ", "_").replace("/", "_") for column in data.feature_names]
    answers = [class_names[t] for t in data.target] if class_names else [number(t) for t in data.target]
    rows = [[number(x) for x in row] + [answer] for row, answer in zip(data.data, answers)]
    return write(name, features + [target], rows)


TEMPLATE = """
name: {name}
description: >-
  {description}
format:
  csv:
    file: tables/{file}
    targets: {target}
{more}split: {{test: 0.2{stratify}, seed: 0}}
normalization: {normalization}
sources:
{sources}
licence: {licence}
citation: >-
  {citation}
"""


def table(name, description, file, target, sources, licence, citation, classes=None, more="", normalization="standardize"):
    declare(name, TEMPLATE.format(
        name=name, description=description, file=file, target=target, licence=licence, citation=citation,
        more=more + ("classes: [%s]\n" % ", ".join(classes) if classes else ""),
        stratify=", stratify: true" if classes else "", normalization=normalization,
        sources="\n".join("  - " + source for source in sources)))


BSD = "BSD-3-Clause (as scikit-learn distributes it)"

species = ["setosa", "versicolor", "virginica"]
table("iris", "Lengths and widths of sepals and petals of 150 irises of three species, in centimetres.",
      of_sklearn("iris", "species", species), "species",
      [SKLEARN % "iris", "https://archive.ics.uci.edu/dataset/53/iris"], BSD,
      "R. A. Fisher: The use of multiple measurements in taxonomic problems. Annals of Eugenics 7(2), 179-188, 1936.",
      species)
cultivars = ["class_0", "class_1", "class_2"]
table("wine", "Chemical analyses of 178 wines of three cultivars.",
      of_sklearn("wine", "cultivar", cultivars), "cultivar",
      [SKLEARN % "wine", "https://archive.ics.uci.edu/dataset/109/wine"], BSD,
      "S. Aeberhard, M. Forina: Wine. UCI Machine Learning Repository, 1991. doi:10.24432/C5PC7J", cultivars)
tumours = ["malignant", "benign"]
table("breast_cancer", "Features of cell nuclei in images of 569 breast masses, malignant or benign.",
      of_sklearn("breast_cancer", "diagnosis", tumours), "diagnosis",
      [SKLEARN % "breast_cancer", "https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic"], BSD,
      "W. N. Street, W. H. Wolberg, O. L. Mangasarian: Nuclear feature extraction for breast tumor diagnosis. "
      "Proceedings of SPIE 1905, 861-870, 1993.", tumours)
digits = ['"%d"' % d for d in range(10)]
table("digits", "1,797 handwritten digits of 8 by 8 pixels, each from 0 to 16.",
      of_sklearn("digits", "digit", [str(d) for d in range(10)]), "digit",
      [SKLEARN % "digits", "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits"], BSD,
      "E. Alpaydin, C. Kaynak: Optical recognition of handwritten digits. UCI Machine Learning Repository, 1998. "
      "doi:10.24432/C50P49", digits, more="shape: [8, 8]\n",
      normalization="{mean: 0, standard_deviation: 16}")
table("diabetes", "Ten measurements of 442 diabetes patients and the progression of the disease a year later.",
      of_sklearn("diabetes", "progression", None, scaled=False), "progression",
      [SKLEARN % "diabetes", "https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html"], BSD,
      "B. Efron, T. Hastie, I. Johnstone, R. Tibshirani: Least angle regression. Annals of Statistics 32(2), "
      "407-499, 2004.")

with (files("palmerpenguins") / "data" / "penguins.csv").open(newline="") as source:
    penguins = list(csv.reader(source))
kinds = ["Adelie", "Chinstrap", "Gentoo"]
table("penguins", "Sizes, sex and island of 344 penguins of three species; 11 lack values and are left out.",
      write("penguins", penguins[0], penguins[1:]), "species",
      ["palmerpenguins %s (PyPI)" % version("palmerpenguins"), "https://allisonhorst.github.io/palmerpenguins"],
      "CC0-1.0",
      "K. B. Gorman, T. D. Williams, W. R. Fraser: Ecological sexual dimorphism and environmental variability "
      "within a community of Antarctic penguins (genus Pygoscelis). PLoS ONE 9(3), e90081, 2014.", kinds,
      more="    categorical: [island, sex]\n    missing: {markers: [\"\", NA], rule: drop_row}\n")

try:
    from mnist1d.data import get_dataset_args, make_dataset
except ImportError:
    raise SystemExit("mnist1d is not there: its table is left out")
args = get_dataset_args()
data = make_dataset(args)
columns = ["x%d" % place for place in range(1, 41)] + ["digit"]


def rows(x, y):
    return [["%.6g" % value for value in row] + [int(label)] for row, label in zip(x, y)]


train = write("mnist1d-train", columns, rows(data["x"], data["y"]))
test = write("mnist1d-test", columns, rows(data["x_test"], data["y_test"]))
declare("mnist1d", """
name: mnist1d
description: >-
  Ten digits as curves of 40 points: 4,000 training and 1,000 test examples, drawn by a program, six digits kept.
format:
  csv:
    train: tables/%s
    test: tables/%s
    targets: digit
classes: [%s]
normalization: standardize
sources:
  - mnist1d %s (PyPI), make_dataset with its default arguments
  - https://github.com/greydanus/mnist1d
licence: Apache-2.0
citation: >-
  S. Greydanus, D. Kobak: Scaling down deep learning with MNIST-1D. Proceedings of ICML 41, 2024.
""" % (train, test, ", ".join(digits), version("mnist1d")))
