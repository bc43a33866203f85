"""Writes sequences.json: what PyTorch makes of recurrent layers, embeddings and the normalisation of examples, in
float64.

usage: python sequences.py > sequences.json      (PyTorch's version is recorded in the file)
"""
import json
import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(11)
f64 = torch.float64


def flat(tensor):
    return tensor.detach().flatten().tolist()


def case(kind, shape, rows, module, options, x, compute):
    """The output and the gradients of sum(y * g)."""
    y = compute(module, x)
    g = torch.randn(y.shape, dtype=f64)
    (y * g).sum().backward()
    parameters = list(module.parameters())
    return {
        "kind": kind, "shape": list(shape), "rows": rows, "options": options, "x": flat(x), "y": flat(y), "dy": flat(g),
        "dx": flat(x.grad) if x.grad is not None else [], "parameters": [flat(p) for p in parameters],
        "gradients": [flat(p.grad) for p in parameters],
    }


def recurrent(kind, steps, features, rows, units, output, bidirectional=False, nonlinearity=None):
    options = {"nonlinearity": nonlinearity} if nonlinearity else {}
    module = getattr(nn, kind)(features, units, batch_first=True, bidirectional=bidirectional, dtype=f64, **options)
    x = torch.randn(rows, steps, features, dtype=f64, requires_grad=True)

    def compute(module, x):
        states, last = module(x)
        if kind == "LSTM":
            last = last[0]
        if output == "all":
            return states
        if output == "mean":
            return states.mean(1)
        return last.transpose(0, 1).reshape(rows, -1)

    return case(kind, [steps, features], rows, module,
                options | {"units": units, "bidirectional": bidirectional, "output": output}, x, compute)


def norm(shape, rows, module, options):
    for parameter in module.parameters():
        nn.init.normal_(parameter)
    x = torch.randn(rows, *shape, dtype=f64, requires_grad=True)
    return case(type(module).__name__, shape, rows, module, options, x, lambda module, x: module(x))


def embedding(shape, rows, count, size):
    x = torch.randint(0, count, (rows, *shape))
    module = nn.Embedding(count, size, dtype=f64)
    return case("Embedding", shape, rows, module, {"count": count, "size": size}, x, lambda module, x: module(x))


print(json.dumps({
    "source": f"PyTorch {torch.__version__}, sequences.py beside this file",
    "cases": [
        recurrent("RNN", 5, 3, 4, 7, "last", nonlinearity="tanh"),
        recurrent("RNN", 4, 2, 9, 9, "all", bidirectional=True, nonlinearity="relu"),
        recurrent("GRU", 6, 1, 5, 5, "last"),
        recurrent("GRU", 3, 16, 9, 5, "mean"),
        recurrent("GRU", 3, 5, 3, 17, "all", bidirectional=True),
        recurrent("GRU", 1, 4, 2, 3, "last"),
        recurrent("LSTM", 6, 1, 5, 5, "all"),
        recurrent("LSTM", 3, 24, 5, 4, "last"),
        recurrent("LSTM", 3, 3, 6, 11, "mean", bidirectional=True),
        recurrent("LSTM", 5, 2, 1, 2, "last", bidirectional=True),
        norm([19], 5, nn.LayerNorm([19], dtype=f64), {"dimensions": 1}),
        norm([4, 5], 3, nn.LayerNorm([5], eps=1e-3, dtype=f64), {"dimensions": 1, "epsilon": 1e-3}),
        norm([2, 3, 9], 6, nn.LayerNorm([3, 9], dtype=f64), {"dimensions": 2}),
        norm([3, 4, 5], 2, nn.LayerNorm([3, 4, 5], dtype=f64), {"dimensions": 5}),
        norm([6, 3, 7], 5, nn.GroupNorm(3, 6, dtype=f64), {"groups": 3}),
        norm([34, 1], 4, nn.GroupNorm(2, 34, dtype=f64), {"groups": 2}),
        norm([4, 20], 7, nn.GroupNorm(4, 4, eps=0.1, dtype=f64), {"groups": 4, "epsilon": 0.1}),
        embedding([4], 6, 5, 3),
        embedding([7], 5, 40, 9),
    ],
}))
