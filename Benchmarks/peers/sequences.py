"""MNIST-1D's tables, gzipped CSV with a header, as sequences."""
import os

import numpy as np


Part = tuple[np.ndarray, np.ndarray]


def read(folder: str) -> tuple[Part, Part]:
    """The training and the test part: sequences (examples, 40, 1), standardised, and labels (examples)."""
    (x, y), (x_test, y_test) = [_table(os.path.join(folder, f"mnist1d-{part}.csv.gz")) for part in ("train", "test")]
    mean, deviation = x.mean(0), x.std(0)
    x, x_test = [((values - mean) / deviation).astype(np.float32)[:, :, None] for values in (x, x_test)]
    return (x, y), (x_test, y_test)


def _table(path: str) -> Part:
    table = np.genfromtxt(path, delimiter=",", names=True)
    columns = [name for name in table.dtype.names if name != "digit"]
    return np.stack([table[name] for name in columns], 1), table["digit"].astype(np.int32)
