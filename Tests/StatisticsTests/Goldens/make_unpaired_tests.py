"""Writes unpaired-tests.json: statistics and p-values (two-sided, greater, less) of Welch's t test (SciPy) and of Mann
and Whitney's test: exact ones counted here, and held against SciPy where there are no ties; SciPy's normal approximation
where there are more than 50 values.

usage: python3 make_unpaired_tests.py > unpaired-tests.json
"""
import json
import math
import sys
from fractions import Fraction
from itertools import combinations

import numpy
import scipy
from samples import shapes
from scipy import stats

SIDES = ["two-sided", "greater", "less"]


def welch(a, b):
    # Without a large offset, which doubles of this size lose exactly: SciPy would lose digits to it.
    offset = round(a[0]) if a[0] > 1e6 else 0
    a, b = ([x - offset for x in s] for s in (a, b))
    if min(len(a), len(b)) < 2 or len({*a, *b}) == 1:
        return [0, 1, 1, 1]
    results = [stats.ttest_ind(a, b, equal_var=False, alternative=side) for side in SIDES]
    return [results[0].statistic, *[r.pvalue for r in results]]


def mann_whitney(a, b):
    n, total = len(a), len(a) + len(b)
    doubled = [int(2 * r) for r in stats.rankdata([*a, *b])]
    observed = sum(doubled[:n])
    u = (observed - n * (n + 1)) / 2
    if len({*a, *b}) == 1:
        return [u, 1, 1, 1]
    if total > 50:
        return [u, *[stats.mannwhitneyu(a, b, alternative=side, method="asymptotic").pvalue for side in SIDES]]
    ways = {(0, 0): 1}
    for rank in doubled:
        grown = dict(ways)
        for (size, s), count in ways.items():
            if size < n:
                grown[size + 1, s + rank] = grown.get((size + 1, s + rank), 0) + count
        ways = grown
    sums = [(s, count) for (size, s), count in ways.items() if size == n]
    choices = math.comb(total, n)
    greater = Fraction(sum(c for s, c in sums if s >= observed), choices)
    less = Fraction(sum(c for s, c in sums if s <= observed), choices)
    result = [u, float(min(1, 2 * min(greater, less))), float(greater), float(less)]
    if len({*a, *b}) == total:
        scipys = [stats.mannwhitneyu(a, b, alternative=side, method="exact").pvalue for side in SIDES]
        assert numpy.allclose(result[1:], scipys, rtol=1e-12), (result, scipys)
    elif total <= 12:
        # All choices, one by one.
        listed = [sum(choice) for choice in combinations(doubled, n)]
        assert result[2] == sum(s >= observed for s in listed) / choices
    return result


cases = []
for name, (first, second) in shapes().items():
    if name.startswith("constant"):
        continue
    a, b = ([float(x) for x in s] for s in (first, second))
    for other in [b, b[: max(1, len(b) // 2)]]:
        cases.append({"name": name, "first": a, "second": other, "welch": welch(a, other), "mannWhitney": mann_whitney(a, other)})
json.dump({"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__}, "cases": cases}, sys.stdout, separators=(",", ":"))
print()
