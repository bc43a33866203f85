"""Writes statistics.json: means, standard deviations and 95 % intervals of samples, as SciPy has them.

usage: python3 statistics.py > statistics.json
"""
import json
import sys

import numpy
import scipy
from scipy import stats

generator = numpy.random.default_rng(7)
cases = []
for count in [2, 3, 4, 5, 7, 10, 20, 30, 31, 32, 40, 60, 100, 1000]:
    for scale in [1e-9, 1.0, 1e6]:
        sample = [float(x) for x in generator.normal(0.97, 0.01, count) * scale]
        mean, deviation = float(numpy.mean(sample)), float(numpy.std(sample, ddof=1))
        low, high = stats.t.interval(0.95, count - 1, loc=mean, scale=deviation / count**0.5)
        shown = sample if count <= 100 else None
        cases.append({"count": count, "sample": shown, "mean": mean, "sd": deviation, "low": float(low), "high": float(high)})
quantiles = {str(n): float(stats.t.ppf(0.975, n)) for n in [*range(1, 61), 100, 300, 1000, 100000]}
json.dump(
    {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__},
     "cases": [case for case in cases if case["sample"]], "quantiles": quantiles},
    sys.stdout, indent=1)
print()
