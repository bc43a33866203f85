"""Writes comparisons.json: corrected p-values as statsmodels has them, levels of looks, and ranks over several datasets
with Friedman's test (SciPy), Iman and Davenport's F, Nemenyi's p-values (scikit-posthocs) and critical differences.

usage: python3 make_comparisons.py > comparisons.json
"""
import json
import random
import sys
from importlib.metadata import version

import numpy
import scikit_posthocs
import scipy
from scipy import stats
from statsmodels.stats.multitest import multipletests

# Demšar (2006), table 6: AUC of four variants of C4.5 on 14 datasets, ranks in parentheses there.
DEMSAR = [
    [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967], [0.628, 0.661, 0.654, 0.657],
    [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931], [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625],
    [0.775, 0.838, 0.866, 0.875], [1.000, 1.000, 1.000, 1.000], [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
    [0.972, 0.981, 0.9751, 0.975], [0.957, 0.978, 0.946, 0.970]]


def ranking(name, scores):
    table = numpy.array(scores)
    n, k = table.shape
    ranks = numpy.mean([stats.rankdata(-row) for row in table], axis=0)
    chi, p = stats.friedmanchisquare(*table.T) if k > 2 else (None, None)
    case = {"name": name, "scores": scores, "ranks": list(ranks)}
    if chi is not None and numpy.isfinite(chi):
        case["friedman"] = [chi, p]
        if n > 1 and n * (k - 1) - chi > 1e-9:
            f = (n - 1) * chi / (n * (k - 1) - chi)
            case["iman"] = [f, stats.f.sf(f, k - 1, (k - 1) * (n - 1))]
    case["nemenyi"] = scikit_posthocs.posthoc_nemenyi_friedman(-table).to_numpy().tolist()
    q = stats.studentized_range.ppf(0.95, k, numpy.inf) if k > 2 else stats.norm.ppf(0.975) * 2**0.5
    case["critical"] = float(q / 2**0.5 * (k * (k + 1) / (6 * n)) ** 0.5)
    return case


generator = random.Random(3)
corrections = []
for p_values in [
    [0.01], [0.04, 0.01, 0.03], [0.5, 0.6, 0.7], [0.01, 0.01, 0.01, 0.01], [0, 1, 0.02, 0.02], [1e-12, 0.3, 1e-5],
    [generator.random() ** 3 for _ in range(20)]]:
    corrections.append({
        "p": p_values, **{m: list(multipletests(p_values, method=m)[1]) for m in ["holm", "bonferroni"]}})
spending = []
for alpha, every, most in [(0.05, 5, 30), (0.05, 10, 25), (0.01, 1, 8), (0.2, 7, 7), (0.05, 3, 100)]:
    looks = list(range(every, most, every)) + [most]
    spent = [2 * stats.norm.sf(stats.norm.isf(alpha / 2) / (c / most) ** 0.5) for c in looks]
    spending.append({
        "alpha": alpha, "every": every, "atMost": most, "looks": looks, "levels": list(numpy.diff([0, *spent]))})
rankings = [ranking("demsar", DEMSAR)]
for n, k, digits in [(1, 3, 2), (2, 3, 2), (5, 4, 1), (8, 2, 2), (10, 6, 2), (30, 10, 1), (40, 5, 3)]:
    scores = [[round(generator.gauss(0.5 + 0.03 * j, 0.1), digits) for j in range(k)] for _ in range(n)]
    rankings.append(ranking(f"random-{n}-{k}", scores))
rankings.append(ranking("alike", [[0.1, 0.5, 0.3]] * 6))
rankings.append(ranking("tied", [[0.5, 0.5, 0.5]] * 4))
json.dump(
    {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": version("statsmodels"),
                  "scikit-posthocs": version("scikit-posthocs")},
     "corrections": corrections, "spending": spending, "rankings": rankings}, sys.stdout, separators=(",", ":"))
print()
