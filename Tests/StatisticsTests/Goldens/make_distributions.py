"""Writes distributions.json: tails and quantiles of distributions, to 40 digits by mpmath and rounded once.

Where SciPy differs by more than a relative 1e-9, the script fails.

usage: python3 make_distributions.py > distributions.json
"""
import json
import sys

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy import stats

mp.dps = 40


def normal_survival(z):
    return mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2


def t_survival(t, degrees):
    v = mpf(degrees)
    x = v / (v + mpf(t) ** 2)
    if abs(t) < 1:
        center = mpmath.betainc(mpf(1) / 2, v / 2, 0, 1 - x, regularized=True) / 2
        return mpf(1) / 2 - center if t >= 0 else mpf(1) / 2 + center
    tail = mpmath.betainc(v / 2, mpf(1) / 2, 0, x, regularized=True) / 2
    return tail if t >= 0 else 1 - tail


def chi_squared_survival(x, degrees):
    return mpmath.gammainc(mpf(degrees) / 2, mpf(x) / 2, mpmath.inf, regularized=True)


def f_survival(f, d1, d2):
    x = mpf(d2) / (mpf(d2) + mpf(d1) * mpf(f))
    return mpmath.betainc(mpf(d2) / 2, mpf(d1) / 2, 0, x, regularized=True)


def range_survival(q, k):
    def phi(z):
        return mpmath.ncdf(z)

    def f(z):
        return mpmath.npdf(z) * (phi(z) ** (k - 1) - (phi(z) - phi(z - q)) ** (k - 1))

    # Digits enough for the difference of powers.
    mp.dps = 100 if q > 20 else 35
    q = mpf(q)
    value = k * mpmath.quad(f, sorted({*range(-12, 13), *(q / 2 + i for i in range(-12, 13))}))
    mp.dps = 40
    return value


def inverse(survival, start, p):
    """The root of log(survival(x)/p) near SciPy's quantile, by the secant method over log x."""
    u, v = mpmath.log(mpf(start)), mpmath.log(mpf(start)) + mpf(10) ** -9
    fu, fv = (mpmath.log(survival(mpmath.exp(w)) / p) for w in (u, v))
    for _ in range(60):
        if abs(v - u) < mpf(10) ** -25 or fu == fv:
            return mpmath.exp(v)
        u, fu, v = v, fv, v - fv * (v - u) / (fv - fu)
        fv = mpmath.log(survival(mpmath.exp(v)) / p)
    raise ArithmeticError((start, p))


def check(value, scipys, *what):
    value, scipys = float(value), float(scipys)
    assert abs(value - scipys) <= 1e-9 * abs(value) or abs(value) < 1e-300, (what, value, scipys)
    return value


rows = {}
rows["normal"] = [
    [z, check(normal_survival(z), stats.norm.sf(z), z)]
    for z in [-38.0, -8.5, -3.0, -1.0, -1e-3, 0.0, 1e-9, 0.1, 0.5, 1.0, 1.5, 1.96, 1.999, 2.0, 2.1, 3.0, 5.0, 10.0, 20.0, 37.0]]
probabilities = [1e-300, 1e-100, 1e-20, 1e-10, 1e-6, 0.001, 0.01, 0.025, 0.05, 0.2, 0.25, 0.26, 0.4, 0.49, 0.499999]
rows["normal_quantile"] = [
    [p, check(-inverse(normal_survival, -stats.norm.ppf(p), mpf(p)), stats.norm.ppf(p), p)] for p in probabilities]
degrees = [0.1, 0.5, 1.0, 1.5, 2.0, 3.0, 4.7, 9.0, 19.0, 29.5, 59.0, 100.0, 1000.0, 12345.6, 1e6]
rows["t"] = [
    [v, t, check(t_survival(t, v), stats.t.sf(t, v), v, t)]
    for v in degrees for t in [-30.0, -2.0, -0.1, 0.0, 1e-6, 0.01, 0.5, 1.0, 1.7, 1.8, 2.0, 3.0, 7.0, 30.0]]
rows["t_far"] = [[v, t, float(t_survival(t, v))] for v in [0.1, 0.5, 1.0, 2.5] for t in [1e8, 1e50, 1e99, 1e120, 1e200]]
rows["t_quantile"] = []
for v in degrees:
    for p in [1e-100, 1e-20, 1e-10, 1e-6, 0.001, 0.005, 0.025, 0.05, 0.2, 0.26, 0.4, 0.49]:
        start = -stats.t.ppf(p, v)
        if not 0 < start < 1e90:
            continue
        root = inverse(lambda t: t_survival(t, v), start, mpf(p))
        assert abs(float(root) - start) < 1e-6 * start, (v, p, start, root)
        rows["t_quantile"].append([v, p, -float(root)])
rows["t_0.975"] = [[float(v), -float(inverse(lambda t: t_survival(t, v), -stats.t.ppf(0.025, v), mpf(0.025)))] for v in range(1, 201)]
rows["chi_squared"] = [
    [v, v * r, check(chi_squared_survival(v * r, v), stats.chi2.sf(v * r, v), v, r)]
    for v in [1.0, 2.0, 3.0, 4.5, 9.0, 30.0, 101.0, 1000.0, 1e5]
    for r in [1e-6, 0.01, 0.5, 0.9, 0.99, 1.0, 1.01, 1.1, 2.0, 5.0, 20.0]]
rows["f"] = [
    [d1, d2, f, check(f_survival(f, d1, d2), stats.f.sf(f, d1, d2), d1, d2, f)]
    for d1 in [1.0, 2.0, 4.0, 9.5, 50.0] for d2 in [1.0, 3.0, 12.0, 100.0, 5000.0]
    for f in [1e-4, 0.3, 0.9, 1.0, 1.1, 3.0, 10.0, 200.0]]
rows["range"] = []
for k in [2, 3, 5, 10, 20, 50]:
    for q in [0.1, 1.0, 2.5, 3.3, 4.5, 6.0, 10.0, 25.0]:
        value = float(range_survival(q, k))
        scipys = stats.studentized_range.sf(q, k, numpy.inf)
        assert abs(value - scipys) < 1e-8, (k, q, value, scipys)
        rows["range"].append([float(k), q, value])
# The values of Demšar (2006), table 5a, times √2, are those at 0.95 and 0.9 to three decimals.
rows["range_quantile"] = [
    [float(k), p, float(stats.norm.ppf((1 + p) / 2) * 2**0.5 if k == 2 else stats.studentized_range.ppf(p, k, numpy.inf))]
    for k in [2, 3, 4, 5, 7, 10, 20] for p in [0.05, 0.5, 0.9, 0.95, 0.99, 0.999]]
rows["log_gamma"] = [
    [x, float(mpmath.loggamma(mpf(x)))] for x in [1e-8, 0.01, 0.5, 0.9, 1.3, 2.5, 3.0, 7.7, 14.9, 15.0, 33.3, 1e3, 1e8, 1e100]]
json.dump({"versions": {"mpmath": mpmath.__version__, "scipy": scipy.__version__}, "rows": rows}, sys.stdout, indent=None, separators=(",", ":"))
print()
