"""Writes elementary.json: exact values of the elementary functions.

usage: python elementary.py > elementary.json      (needs mpmath and numpy)
"""
import json
import math
import random

import mpmath
import numpy
from mpmath import mpf

mpmath.mp.prec = 2400
rng = random.Random(20)

FUNCTIONS = {
    "exp": mpmath.exp, "expm1": mpmath.expm1, "log": mpmath.log, "log1p": mpmath.log1p, "sin": mpmath.sin,
    "cos": mpmath.cos, "tanh": mpmath.tanh, "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)), "erf": mpmath.erf,
}


def nearest(value):
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)


def text(value):
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    significand, exponent = value.hex().split("p")
    if "." in significand:
        significand = significand.rstrip("0").rstrip(".")
    return f"{significand}p{int(exponent)}"


def exact(value):
    """The double nearest to it, and the double nearest to the rest."""
    high = nearest(value)
    return text(high) + " " + text(0.0 if math.isinf(high) else nearest(value - mpf(high)))


def spread(low, high, signed=True):
    """Any significand, an exponent in low...high."""
    value = math.ldexp(1 + rng.random(), rng.randint(low, high))
    return -value if signed and rng.random() < 0.5 else value


def uniform(count, low, high):
    return [rng.uniform(low, high) for _ in range(count)]


def arguments(name, bits):
    double = bits == 64
    smallest, top, precision = (-1074, 1023, 50) if double else (-149, 127, 22)
    if name in ("exp", "expm1", "sigmoid"):
        low, high = (-745.2, 709.8) if double else (-104, 88.8)
        x = uniform(14, low, high) + uniform(14, -2, 2) + uniform(10, -40, 40)
        x += [spread(smallest, -1) for _ in range(8)]
        x += ([709.782712893384, 709.7827128933841, -708.3964185322641, -708.5, -744.44, -745.13, -745.14]
              if double else [88.72283, 88.72284, -87.33654, -87.4, -103.2, -103.97, -103.98])
        x += [0.34657359027997264, -0.34657359027997264]  # the borders of the reduction
    elif name == "log":
        x = [spread(smallest, top, False) for _ in range(20)] + uniform(20, 0.5, 2)
        x += [1 + spread(-precision, -4) for _ in range(8)]
        x += [math.sqrt(0.5), math.sqrt(2), 2.0, 10.0, 0.1, 1.0, 2.0**smallest]
    elif name == "log1p":
        x = [spread(smallest, top, False) for _ in range(14)] + uniform(20, -1, 2)
        x += [spread(-60, -3) for _ in range(14)] + [-1 + spread(-precision, -3, False) for _ in range(6)]
        x += [2.0**53, 2.0**54, -0.2928932188134524, 0.4142135623730950]
    elif name in ("sin", "cos"):
        x = uniform(16, -7, 7) + [spread(3, 44) for _ in range(16)] + [spread(45, top) for _ in range(12)]
        x += [spread(smallest, -1) for _ in range(6)]
        x += [float(k * mpmath.pi / 2) for k in (1, 2, 3, 4, 7, 1000, 123456789, 10**12)]
        # The last but one is the number of its type nearest to a multiple of pi/2.
        x += [2.0**45, 6381956970095103 * 2.0**797 if double else 16367173 * 2.0**72, 2.0**top]
    elif name == "tanh":
        x = uniform(14, -22, 22) + uniform(20, -1, 1) + [spread(smallest, -1) for _ in range(8)]
        x += [25.0, -400.0, 0.17328679513998632, -0.17328679513998632, 9.01, 19.06]
    else:
        x = uniform(14, -6.2, 6.2) + uniform(24, -1.2, 1.2) + [spread(smallest, -1) for _ in range(8)]
        x += [1.0, -1.0, 0.9999999999999999, 1.0000000000000002, 5.92, 5.95, 6.0, 30.0]
    if not double:
        x = [float(numpy.float32(value)) for value in x]
    return [value for value in x if value != 0 and not (name == "log1p" and value <= -1)]


def rows(name, function, bits):
    for x in arguments(name, bits):
        value = function(mpf(x))
        yield f"{text(x)} {exact(value) if bits == 64 else text(nearest(value))}"


def power_arguments(index):
    if index < 40:
        return spread(-30, 30, False), rng.uniform(-20, 20)
    if index < 70:
        x = spread(-1020, 1020, False)
        return x, rng.uniform(-700, 700) / math.log(x)
    if index < 85:
        d = spread(-30, -3)
        return 1 + d, rng.uniform(-740, 709) / math.log1p(d)
    if index < 95:
        return spread(-1073, -1023, False), rng.uniform(-0.9, 0.9)
    if index < 105:
        return -spread(-3, 3, False), float(rng.randint(-40, 40))
    if index < 112:  # subnormal results
        x = rng.uniform(0.5, 2)
        return x, rng.uniform(-1074, -1022) / math.log2(x)
    return rng.choice([10.0, 2.0, 3.0, 0.1, math.e]), rng.choice([0.5, 1 / 3, -0.5, 1e-20, 307.0, -307.0, -320.0])


def power_rows():
    for index in range(120):
        x, y = power_arguments(index)
        yield f"{text(x)} {text(y)} {exact(mpmath.power(mpf(x), int(y) if y == int(y) else mpf(y)))}"


print(json.dumps({
    "meta": {
        "made_by": f"elementary.py with mpmath {mpmath.__version__} at 2400 bits",
        "rows": "the argument (pow: both), then the exact value: for float64 as the double nearest to it and the "
                "double nearest to the rest, for float32 as a double",
        "numbers": "C99 hex; inf where the value is beyond the greatest double",
    },
    "functions": {
        name: {f"float{bits}": list(rows(name, function, bits)) for bits in (64, 32)}
        for name, function in FUNCTIONS.items()
    },
    "pow": list(power_rows()),
}, indent=0))
