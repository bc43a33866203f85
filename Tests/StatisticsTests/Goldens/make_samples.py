"""Writes samples.json: summaries as NumPy has them, t intervals as SciPy, bootstrap intervals by this script's own
lines over SplitMix64, which a loose comparison holds against scipy.stats.bootstrap, and probabilities of improvement.

usage: python3 make_samples.py > samples.json
"""
import json
import sys

import numpy
import scipy
from samples import shapes
from scipy import stats
from splitmix import SplitMix64

RESAMPLES = 500
LEVEL = 0.9


def means(sample, seed):
    generator = SplitMix64(seed)
    n = len(sample)
    return numpy.array([numpy.mean([sample[generator.below(n)] for _ in range(n)]) for _ in range(RESAMPLES)])


def percentile(sample, seed):
    return numpy.quantile(means(sample, seed), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])


def bca(sample, seed):
    boot = means(sample, seed)
    mean = numpy.mean(sample)
    close = abs(boot - mean) <= 1e-13 * numpy.max(numpy.abs(sample))
    part = (numpy.sum((boot < mean) & ~close) + numpy.sum(close) / 2) / RESAMPLES
    bias = stats.norm.ppf(part)
    jackknife = numpy.array([numpy.mean(numpy.delete(sample, i)) for i in range(len(sample))])
    u = jackknife.mean() - jackknife
    acceleration = numpy.sum(u**3) / (6 * numpy.sum(u**2) ** 1.5)
    z = bias + stats.norm.ppf([(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return numpy.quantile(boot, stats.norm.cdf(bias + z / (1 - acceleration * z)))


def improvement(a, b):
    return float(numpy.mean([(x > y) + 0.5 * (x == y) for x in a for y in b]))


def improvement_interval(a, b, seed):
    generator = SplitMix64(seed)
    values = []
    for _ in range(100):
        x = [a[generator.below(len(a))] for _ in a]
        y = [b[generator.below(len(b))] for _ in b]
        values.append(improvement(x, y))
    return list(numpy.quantile(values, [0.05, 0.95]))


cases = []
for seed, (name, (first, second)) in enumerate(shapes().items()):
    sample = numpy.array([float(x) for x in first])
    n = len(sample)
    case = {"name": name, "values": list(sample), "mean": sample.mean(), "median": numpy.median(sample)}
    case["quantiles"] = [[p, float(numpy.quantile(sample, p))] for p in [0, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 1]]
    if n > 1:
        case["sd"] = sample.std(ddof=1)
        case["t90"] = list(stats.t.interval(LEVEL, n - 1, loc=sample.mean(), scale=stats.sem(sample)))
        if len(set(first)) > 1 and n > 2 and not name.startswith("offset"):
            case["seed"] = seed
            case["percentile"] = list(percentile(sample, seed))
            case["bca"] = list(bca(sample, seed))
            if n >= 20:
                scipys = stats.bootstrap((sample,), numpy.mean, confidence_level=LEVEL, method="BCa", rng=1).confidence_interval
                width = scipys.high - scipys.low
                assert numpy.allclose(case["bca"], scipys, atol=0.1 * width, rtol=0), (name, case["bca"], scipys)
    other = [float(x) for x in second[: max(1, n - 1)]]
    case["other"] = other
    case["improvement"] = improvement(sample, other)
    if 2 < n <= 20:
        case["improvement90"] = improvement_interval(sample, other, seed)
        case["seed"] = seed
    cases.append(case)
generator = SplitMix64(1234567)
json.dump(
    {"versions": {"numpy": numpy.__version__, "scipy": scipy.__version__}, "words": [str(generator.next()) for _ in range(5)],
     "cases": cases}, sys.stdout, separators=(",", ":"))
print()
