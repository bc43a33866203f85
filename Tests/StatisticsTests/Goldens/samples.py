"""Samples of many shapes, as decimal texts: what they stand for is exact as a Fraction."""
import random


def decimals(generator, count, mean, spread, digits):
    return [f"{generator.gauss(mean, spread):.{digits}f}" for _ in range(count)]


def shapes():
    """Named pairs of samples of equal size."""
    generator = random.Random(12)
    pairs = {}
    for count in [2, 3, 5, 8, 12, 20, 60]:
        # Accuracies of 10,000 examples; few decimals make ties and zeros.
        pairs[f"accuracies-{count}"] = (decimals(generator, count, 0.975, 0.002, 4), decimals(generator, count, 0.974, 0.002, 4))
        pairs[f"ties-{count}"] = (decimals(generator, count, 0.6, 0.2, 1), decimals(generator, count, 0.5, 0.2, 1))
        pairs[f"continuous-{count}"] = (decimals(generator, count, 1, 1, 15), decimals(generator, count, 0.5, 1, 15))
        pairs[f"offset-{count}"] = (decimals(generator, count, 1e9, 2, 3), decimals(generator, count, 1e9, 2, 3))
        base = decimals(generator, count, 0.9, 0.01, 3)
        pairs[f"zeros-{count}"] = (base, base)
        # Equal as decimals, differences of doubles differ in the last bits.
        pairs[f"constant-{count}"] = ([f"{float(x) + 0.01:.3f}" for x in base], base)
        pairs[f"losses-{count}"] = (decimals(generator, count, 3e-7, 1e-7, 12), decimals(generator, count, 2e-7, 1e-7, 12))
        pairs[f"symmetric-{count}"] = (
            [f"{0.5 + (-1) ** i * (i // 2 + 1) * 0.01:.2f}" for i in range(count)], ["0.50"] * count)
    pairs["one"] = (["0.97"], ["0.96"])
    return pairs
