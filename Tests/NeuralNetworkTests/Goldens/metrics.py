"""Writes metrics.json: what scikit-learn makes of given outputs and targets.

usage: python metrics.py > metrics.json      (scikit-learn's version is recorded in the file)
"""
import json

import numpy
import sklearn
from scipy.special import expit, softmax
from sklearn import metrics as m

rng = numpy.random.default_rng(4)


def of_classes(labels, answers):
    options = {"average": "macro", "zero_division": 0}
    return {
        "accuracy": m.accuracy_score(labels, answers), "balanced_accuracy": m.balanced_accuracy_score(labels, answers),
        "precision": m.precision_score(labels, answers, **options), "recall": m.recall_score(labels, answers, **options),
        "f1": m.f1_score(labels, answers, **options),
    }


def classifier(rows, width, scale):
    """Logits in steps of 1/8, so that some are equal; the last class is never answered."""
    labels = numpy.concatenate([numpy.arange(width), rng.integers(0, width, rows - width)])
    logits = numpy.round((rng.normal(size=(rows, width)) * scale + 2 * numpy.eye(width)[labels]) * 8) / 8
    logits[:, -1] -= 20
    p = softmax(logits, axis=1)
    numbers = of_classes(labels, logits.argmax(1)) | {"log_loss": m.log_loss(labels, p)}
    numbers["perplexity"] = float(numpy.exp(numbers["log_loss"]))
    numbers["auc"] = m.roc_auc_score(labels, p, multi_class="ovr") if width > 2 else m.roc_auc_score(labels, logits[:, 1] - logits[:, 0])
    for k in (2, 3, 5):
        if k < width:
            numbers[f"top_{k}_accuracy"] = m.top_k_accuracy_score(labels, logits + 1e-9 * numpy.arange(width)[::-1], k=k, labels=range(width))
    return {"loss": "cross_entropy", "width": width, "outputs": logits.flatten().tolist(), "targets": labels.tolist(), "metrics": numbers}


def binary(rows, loss):
    labels = rng.integers(0, 2, rows)
    logits = numpy.round((rng.normal(size=rows) + labels - 0.3) * 8) / 8
    outputs = logits if loss.endswith("logits") else expit(logits)
    numbers = of_classes(labels, (logits >= 0).astype(int)) | {
        "log_loss": m.log_loss(labels, expit(logits)), "auc": m.roc_auc_score(labels, logits)}
    return {"loss": loss, "width": 1, "outputs": outputs.tolist(), "targets": labels.tolist(), "metrics": numbers}


def regression(rows, width):
    t = rng.normal(size=(rows, width)) * 3 + 5
    y = t + rng.normal(size=(rows, width))
    if width > 1:
        t[:, 0] = 2.5
    numbers = {"mae": m.mean_absolute_error(t, y), "rmse": float(numpy.sqrt(m.mean_squared_error(t, y))), "r2": m.r2_score(t, y)}
    return {"loss": "mean_squared_error", "width": width, "outputs": y.flatten().tolist(), "targets": t.flatten().tolist(), "metrics": numbers}


print(json.dumps({
    "source": f"scikit-learn {sklearn.__version__}, metrics.py beside this file",
    "cases": [
        classifier(40, 7, 1.5), classifier(30, 3, 1.0), classifier(25, 2, 1.0), binary(30, "binary_cross_entropy"),
        binary(41, "binary_cross_entropy_with_logits"), regression(50, 1), regression(35, 3),
    ],
}))
