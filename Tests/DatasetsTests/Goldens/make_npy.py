"""Writes npy.json: arrays as numpy.save writes them, in hexadecimal, with the numbers in them.

    pip install numpy; python3 make_npy.py
"""

import io
import json
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

VALUES = [[0, 1, 2], [3, 100, 7]]
TYPES = ["|b1", "|u1", "<u2", "<u4", "<u8", "|i1", "<i2", "<i4", "<i8", "<f2", "<f4", "<f8"]


def saved(array, version=(1, 0)):
    stream = io.BytesIO()
    npy.write_array(stream, array, version=version)
    return stream.getvalue().hex()


rows = []
for name in TYPES:
    array = np.array(VALUES, dtype=name)
    rows.append({"name": name, "file": saved(array), "numbers": array.astype("f8").ravel().tolist()})
signed = np.array([[-1.5, 6e-8], [65504, -0.0]], dtype="<f2")
rows.append({"name": "f2", "file": saved(signed), "numbers": signed.astype("f8").ravel().tolist()})
rows.append({"name": "v2", "file": saved(np.array(VALUES, "<f4"), (2, 0)), "numbers": [0, 1, 2, 3, 100, 7]})
rows.append({"name": "images", "file": saved(np.arange(24, dtype="|u1").reshape(2, 3, 4)),
             "numbers": list(range(24))})
rows.append({"name": "labels", "file": saved(np.array([1, 0], "<i8")), "numbers": [1, 0]})
bad = {
    "fortran": np.asfortranarray(np.array(VALUES, "<f8")), "big": np.array(VALUES, ">f8"),
    "complex": np.array(VALUES, "<c16"), "text": np.array([["a", "b"]]), "scalar": np.array(1.0),
    "empty": np.zeros((0, 3)), "structured": np.zeros(2, dtype=[("a", "<f8")]),
}
bad = {name: saved(array) for name, array in bad.items()}
Path(__file__).with_name("npy.json").write_text(
    json.dumps({"numpy": np.__version__, "arrays": rows, "bad": bad}, indent=1) + "\n")
