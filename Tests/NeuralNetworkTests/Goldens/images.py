"""Writes images.json: what PyTorch makes of convolutions and pools with given numbers, in float64.

usage: python images.py > images.json      (PyTorch's version is recorded in the file)
"""
import json
import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(7)
f64 = torch.float64


def case(kind, shape, rows, **options):
    """The output and the gradients of sum(y * g)."""
    module = getattr(nn, kind)
    made = module(**options, dtype=f64) if kind.startswith("Conv") else module(**options)
    x = torch.randn(rows, *shape, dtype=f64, requires_grad=True)
    y = made(x)
    g = torch.randn(y.shape, dtype=f64)
    (y * g).sum().backward()
    flat = lambda tensor: tensor.detach().flatten().tolist()
    parameters = list(made.parameters())
    return {
        "kind": kind, "shape": list(shape), "rows": rows,
        # An empty list stands for "same".
        "options": options | ({"padding": []} if options["padding"] == "same" else {}), "x": flat(x), "y": flat(y),
        "dy": flat(g), "dx": flat(x.grad), "parameters": [flat(p) for p in parameters],
        "gradients": [flat(p.grad) for p in parameters],
    }


def conv(kind, shape, rows, out, kernel, stride, padding, dilation, groups):
    return case(kind, shape, rows, in_channels=shape[0], out_channels=out, kernel_size=kernel, stride=stride,
                padding=padding, dilation=dilation, groups=groups)


print(json.dumps({
    "source": f"PyTorch {torch.__version__}, images.py beside this file",
    "cases": [
        conv("Conv2d", (1, 7, 6), 3, 2, [3, 3], [1, 1], [0, 0], [1, 1], 1),
        conv("Conv2d", (3, 6, 7), 9, 5, [3, 2], [2, 1], [1, 2], [1, 1], 1),
        conv("Conv2d", (2, 9, 8), 17, 4, [2, 3], [3, 2], [2, 1], [2, 3], 2),
        conv("Conv2d", (4, 4, 4), 5, 4, [3, 3], [1, 1], [1, 1], [1, 1], 4),
        conv("Conv2d", (20, 3, 3), 2, 18, [1, 1], [2, 2], [0, 0], [1, 1], 1),
        conv("Conv2d", (2, 5, 6), 8, 3, [2, 4], [1, 1], "same", [1, 1], 1),
        conv("Conv1d", (3, 11), 6, 4, [4], [2], [3], [2], 1),
        case("MaxPool2d", (2, 6, 7), 9, kernel_size=[2, 3], stride=[2, 1], padding=[1, 1]),
        case("MaxPool2d", (1, 4, 4), 3, kernel_size=[2, 2], stride=[2, 2], padding=[0, 0]),
        case("AvgPool2d", (2, 7, 6), 8, kernel_size=[3, 2], stride=[1, 2], padding=[1, 0]),
        case("MaxPool1d", (3, 9), 4, kernel_size=[3], stride=[2], padding=[1]),
        case("AvgPool1d", (3, 9), 4, kernel_size=[3], stride=[3], padding=[1]),
    ],
}))
