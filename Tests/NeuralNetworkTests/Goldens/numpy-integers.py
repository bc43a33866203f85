"""Writes numpy-integers.json: integers, shuffles and choices of NumPy's legacy generator.

usage: python numpy-integers.py > numpy-integers.json      (NumPy's version is recorded in the file)
"""
import json

import numpy
from numpy.random import RandomState

RANGES = [
    ("int8", -100, 100), ("uint8", 0, 256), ("int8", -128, 128), ("int16", -20000, 30000), ("uint16", 0, 1000),
    ("int32", -5, 2_000_000_000), ("uint32", 0, 2**32), ("int64", -(10**15), 10**15), ("uint64", 0, 2**64),
    ("uint64", 5, 2**63 + 3), ("int64", 7, 8),
]


def shuffled(seed, array):
    RandomState(seed).shuffle(array)
    return array.reshape(-1).tolist()


def numbers(seed):
    result = {
        f"{dtype}:{low}:{high}": [str(v) for v in RandomState(seed).randint(low, high, 9, dtype=dtype)]
        for dtype, low, high in RANGES
    }
    result["shuffle rows 4x3"] = shuffled(seed, numpy.arange(12).reshape(4, 3))
    result["shuffle 7"] = shuffled(seed, numpy.arange(7))
    generator = RandomState(seed)
    result["choice(20,6,replace=False)"] = generator.choice(20, 6, replace=False).tolist()
    result["then choice(20,6)"] = generator.choice(20, 6).tolist()
    generator = RandomState(seed)
    result["uint8 twice 3"] = [generator.randint(0, 10, 3, dtype="uint8").tolist() for _ in range(2)]
    return result


print(json.dumps({
    "meta": {
        "made_by": f"numpy-integers.py with numpy {numpy.__version__}, RandomState(seed) anew for each entry",
        "keys": "type:low:high of randint, high exclusive; values as strings, since they may exceed 2^63",
    },
    "seeds": {str(seed): numbers(seed) for seed in (0, 42)},
    "list seed 0..<700: randint(0, 2**32, 3)":
        RandomState(list(range(700))).randint(0, 2**32, 3, dtype="uint32").tolist(),
}, indent=0))
