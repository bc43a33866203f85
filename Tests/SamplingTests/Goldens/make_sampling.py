"""Writes sampling.json: sequences, rounded fractions, Sobol points, Philox words and normal quantiles, as
mpmath, Python's integers, SciPy and NumPy have them.

usage: python3 make_sampling.py > sampling.json
"""
import json
import platform
import random
import sys
from fractions import Fraction

import mpmath
import numpy
import scipy
from scipy.stats import qmc

mpmath.mp.dps = 120
chosen = random.Random(12)


def decimal(low, high):
    """A positive decimal text with a few digits and an exponent between the two."""
    digits = str(chosen.randint(1, 10 ** chosen.randint(1, 17)))
    return f"{digits[0]}.{digits[1:] or '0'}e{chosen.randint(low, high)}"


def real(text):
    return mpmath.mpf(Fraction(text).numerator) / Fraction(text).denominator


def lines():
    for count in [2, 3, 4, 5, 7, 10, 11, 33, 100]:
        for low, high in [(0, 0), (-3, 3), (-300, 300)]:
            start, end = decimal(low, high), "-" + decimal(low, high)
            span = Fraction(end) - Fraction(start)
            values = [float(Fraction(start) + Fraction(i, count - 1) * span) for i in range(count)]
            yield {"from": start, "to": end, "count": count, "values": values}


def logarithms():
    for count in [2, 3, 4, 5, 7, 9, 11, 33, 101]:
        for low, high in [(0, 0), (-3, 3), (-300, 300)]:
            start, end = decimal(low, high), decimal(low, high)
            first, ratio = real(start), real(end) / real(start)
            values = [float(first * mpmath.power(ratio, mpmath.mpf(i) / (count - 1))) for i in range(count)]
            yield {"from": start, "to": end, "count": count, "values": values}


def powers():
    factors = ["2", "0.5", "1.5", "1.1", "0.99", "3", "0.3", "10", "1.001", "0.9999", "1.234567890123456789"]
    for factor in factors:
        start = decimal(-3, 3)
        digits, exponent = start.split("e")
        end = f"{digits}e{int(exponent) + (5 if Fraction(factor) > 1 else -5)}"
        ratio = mpmath.log(real(end) / real(start)) / mpmath.log(real(factor))
        steps = int(mpmath.floor(ratio + mpmath.mpf(10) ** -90))
        indices = sorted({0, 1, min(2, steps), steps // 3, steps // 2, steps - 1, steps})
        values = [float(real(start) * mpmath.power(real(factor), i)) for i in indices]
        yield {"from": start, "to": end, "factor": factor, "count": steps + 1, "indices": indices,
               "values": values}


def fractions():
    """Correctly rounded quotients, some of them ties, subnormal or beyond the range."""
    pairs = [
        (2**53 + 1, 1), (2**53 + 3, 1), (2**54 + 2, 1), (2**54 + 6, 4), (1, 3), (2, 3), (1, 10**320),
        (1, 2**1074), (1, 2**1075), (1 + 2**60, 2**1135), (3, 2**1075), (5, 2**1076),
        (2**54 - 1, 2**1076), (2**54 - 1, 2**1075)]
    for _ in range(300):
        n, d = chosen.getrandbits(chosen.randint(1, 400)) + 1, chosen.getrandbits(chosen.randint(1, 400)) + 1
        shift = chosen.randint(-1000, 600)
        pairs.append((n << max(shift, 0), d << max(-shift, 0)))
    for n, d in pairs:
        yield {"numerator": hex(n)[2:], "denominator": hex(d)[2:], "value": n / d}


def sobol():
    engine = qmc.Sobol(160, scramble=False, bits=32)
    points = (engine.random(2048) * 2**32).astype(numpy.uint64)
    near, far = [0, 1, 2, 3, 7, 100, 1023, 1024, 2047], [2_863_311_530, 1_431_655_765, 4_294_967_295]
    bits = [points[index].tolist() for index in near]
    # Far points from SciPy's direction numbers: to move there takes it minutes.
    for index in far:
        code, row = index ^ (index >> 1), numpy.zeros(160, dtype=numpy.uint64)
        for place in range(32):
            if code >> place & 1:
                row ^= engine._sv[:, place].astype(numpy.uint64)
        bits.append(row.tolist())
    return {"indices": near + far, "bits": bits}


def philox():
    for _ in range(8):
        key = [chosen.getrandbits(64) for _ in range(2)]
        counter = [chosen.getrandbits(64) for _ in range(4)]
        before = list(counter)  # NumPy counts before it draws
        before[0] -= 1
        bits = numpy.random.Philox(
            counter=numpy.array(before, dtype=numpy.uint64), key=numpy.array(key, dtype=numpy.uint64))
        yield {"key": [str(x) for x in key], "counter": [str(x) for x in counter],
               "words": [str(x) for x in bits.random_raw(4)]}


def philox_words(seed, purpose, *counter):
    """Four words for a key (seed, purpose) and a counter of three words and a 0."""
    number = sum(word << (64 * place) for place, word in enumerate(counter)) - 1
    before = [(number >> (64 * place)) & (2**64 - 1) for place in range(4)]
    bits = numpy.random.Philox(
        counter=numpy.array(before, dtype=numpy.uint64), key=numpy.array([seed, purpose], dtype=numpy.uint64))
    return [int(word) for word in bits.random_raw(4)]


def uniform_word(seed, purpose, point, dimension):
    return philox_words(seed, purpose, point, dimension // 4)[dimension % 4]


def owen(seed, x, dimension):
    """A coordinate of 32 bits scrambled bit by bit, each flipped by the bit of its prefix."""
    flipped = 0
    for depth in range(32):
        group, inside = divmod(depth, 8)
        words = philox_words(seed, 1, x >> (32 - 8 * group), dimension, group)
        node = (1 << inside) | ((x >> (32 - depth)) & ((1 << inside) - 1))
        flip = words[node // 64] >> (node % 64) & 1
        flipped = flipped << 1 | (x >> (31 - depth) & 1) ^ flip
    return (flipped * 2**21 + (philox_words(seed, 1, x, dimension, 4)[0] >> 43)) / 2**53


def permuted(seed, count, index, dimension):
    width = (count - 1).bit_length()
    low_bits = (width + 1) // 2
    low_mask, high_mask = (1 << low_bits) - 1, (1 << (width - low_bits)) - 1
    while True:
        low, high = index & low_mask, index >> low_bits
        for turn in range(0, 16, 2):
            low ^= philox_words(seed, 2, high, dimension, turn)[0] & low_mask
            high ^= philox_words(seed, 2, low, dimension, turn + 1)[0] & high_mask
        index = high << low_bits | low
        if index < count:
            return index


def points():
    """The samplers by their definitions, bit by bit and with NumPy's Philox."""
    sobol_bits = (qmc.Sobol(6, scramble=False, bits=32).random(128) * 2**32).astype(numpy.uint64)
    for seed in [0, 7, 2**64 - 1]:
        for point, dimension in [(0, 0), (3, 1), (57, 5), (99, 4)]:
            width = min(32, 52 - (99).bit_length())
            place = (uniform_word(seed, 3, point, dimension) >> (64 - width)) / 2**width
            yield {"seed": str(seed), "point": point, "dimension": dimension,
                   "uniform": (uniform_word(seed, 0, point, dimension) >> 11) / 2**53,
                   "sobol": owen(seed, int(sobol_bits[point][dimension]), dimension),
                   "latin_hypercube": (permuted(seed, 100, point, dimension) + place) / 100}


def quantiles():
    lower = [2.0**-54, 2.0**-53, 1e-15, 1e-12, 1.4e-11, 1e-10, 1e-6, 0.001, 0.01, 0.05, 0.0749, 0.0751,
             0.1, 0.3]
    for p in lower + [0.49999, 0.5, 0.50001, 0.7, 0.925, 0.9251, 0.99, 0.999999, 1 - 2.0**-53]:
        yield {"p": p, "z": float(mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(p) - 1))}


versions = {
    "python": platform.python_version(), "mpmath": mpmath.__version__, "numpy": numpy.__version__,
    "scipy": scipy.__version__}
json.dump(
    {"versions": versions, "lin": list(lines()), "log": list(logarithms()), "geom": list(powers()),
     "fractions": list(fractions()), "sobol": sobol(), "philox": list(philox()),
     "points": list(points()), "quantiles": list(quantiles())},
    sys.stdout, separators=(",", ":"))
print()
