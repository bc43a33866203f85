"""Writes paired-tests.json: statistics and p-values (two-sided, greater, less) of paired tests.

The t test is SciPy's. Exact tests are counted here over the decimals as Fractions, so that no rounding decides, and
held against SciPy where that has an exact method for the case. Of more than 50 differences, Wilcoxon's test is SciPy's
normal approximation, over the differences as integers; random flips are drawn from SplitMix64.

usage: python3 make_paired_tests.py > paired-tests.json
"""
import json
import sys
from fractions import Fraction

import numpy
import scipy
from samples import shapes
from scipy import stats
from splitmix import SplitMix64

SIDES = ["two-sided", "greater", "less"]
DRAWS = 999


def integers(differences):
    """Multiples of their common denominator."""
    scale = numpy.lcm.reduce([d.denominator for d in differences], dtype=object)
    return [int(d * scale) for d in differences]


def sums(values):
    """All sums of the values with either sign."""
    total = numpy.zeros(1, dtype=numpy.int64)
    for value in values:
        total = numpy.concatenate([total + value, total - value])
    return total


def t_test(first, second, differences, null):
    if len(differences) < 2 or all(d == null for d in differences):
        return [0, 1, 1, 1]
    if len(set(differences)) == 1:
        above = differences[0] > null
        return ["infinity" if above else "-infinity", 0, 0 if above else 1, 1 if above else 0]
    # Of the exact differences, rounded once.
    exact = numpy.array([float(d - null) for d in differences])
    results = [stats.ttest_1samp(exact, 0, alternative=side) for side in SIDES]
    return [results[0].statistic, *[r.pvalue for r in results]]


def permutation(differences, null, seed):
    values = integers([d - null for d in differences])
    observed = sum(values)
    mean = float(sum(d - null for d in differences) / len(differences))
    if len(values) <= 20:
        all_sums, extra = sums(values), 0
        tried = len(all_sums)
    else:
        generator = SplitMix64(seed)
        drawn = []
        for _ in range(DRAWS):
            total = 0
            for i, value in enumerate(values):
                if i % 64 == 0:
                    word = generator.next()
                total += -value if word >> (i % 64) & 1 else value
            drawn.append(total)
        all_sums, extra, tried = numpy.array(drawn, dtype=object), 1, DRAWS + 1
    counts = [abs(all_sums) >= abs(observed), all_sums >= observed, all_sums <= observed]
    return [mean, *[(int(numpy.sum(c)) + extra) / tried for c in counts]]


def wilcoxon(differences, null):
    values = [v for v in integers([d - null for d in differences]) if v]
    if not values:
        return [0, 1, 1, 1]
    doubled = [int(2 * r) for r in stats.rankdata([abs(v) for v in values])]
    positive = sum(r for v, r in zip(values, doubled) if v > 0)
    has_ties = len(set(map(abs, values))) < len(values)
    if len(values) > 50:
        results = [stats.wilcoxon(numpy.array(values, dtype=float), alternative=side, method="asymptotic").pvalue for side in SIDES]
        return [positive / 2, *results]
    # The number of ways to each doubled rank sum, as a polynomial's coefficients in exact integers.
    ways = {0: 1}
    for rank in doubled:
        grown = dict(ways)
        for total, count in ways.items():
            grown[total + rank] = grown.get(total + rank, 0) + count
        ways = grown
    greater = Fraction(sum(c for s, c in ways.items() if s >= positive), 2 ** len(values))
    less = Fraction(sum(c for s, c in ways.items() if s <= positive), 2 ** len(values))
    result = [positive / 2, float(min(1, 2 * min(greater, less))), float(greater), float(less)]
    if not has_ties:
        scipys = [stats.wilcoxon(numpy.array(values, dtype=float), alternative=side, method="exact").pvalue for side in SIDES]
        assert numpy.allclose(result[1:], scipys, rtol=1e-12), (result, scipys)
    elif len(values) <= 12:
        # All flips, one by one.
        flips = (sums(doubled) + sum(doubled)) // 2
        assert float(numpy.mean(flips >= positive)) == result[2] and float(numpy.mean(flips <= positive)) == result[3]
    return result


cases = []
for seed, (name, (first, second)) in enumerate(shapes().items()):
    differences = [Fraction(a) - Fraction(b) for a, b in zip(first, second)]
    spread = max(abs(d) for d in differences) or Fraction(1, 100)
    # The third one is a difference that occurs.
    for null in [Fraction(0), -spread / 2, spread]:
        exact = permutation(differences, null, seed)
        if 2 < len(differences) <= 8 and len(set(differences)) > 1:
            values = integers([d - null for d in differences])
            scipys = stats.permutation_test(
                (numpy.array(values, dtype=float), numpy.zeros(len(values))), lambda x, y, axis: numpy.sum(x - y, axis=axis),
                permutation_type="samples", vectorized=True, n_resamples=numpy.inf, alternative="greater")
            assert abs(scipys.pvalue - exact[2]) < 1e-12, (name, scipys.pvalue, exact)
        cases.append({
            "name": name, "null": float(null), "seed": seed, "first": [float(x) for x in first],
            "second": [float(x) for x in second], "t": t_test(first, second, differences, null),
            "wilcoxon": wilcoxon(differences, null), "permutation": exact})
text = json.dumps(
    {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__}, "draws": DRAWS, "cases": cases}, separators=(",", ":"))
print(text)
