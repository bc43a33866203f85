"""Writes initializers.json: what PyTorch's nn.init makes of some shapes, from the seed 3, in float32 and float64.

usage: python initializers.py > initializers.json      (PyTorch's version is recorded in the file)
"""
import json

import torch
from torch.nn import init

torch.set_num_threads(1)

SHAPES = [[5, 5], [9, 4], [4, 9], [3, 2, 5], [40, 24], [24, 70]]
CASES = {
    "orthogonal": (lambda w: init.orthogonal_(w, gain=1.5), SHAPES),
    "truncated_normal": (lambda w: init.trunc_normal_(w, mean=0.1, std=0.5, a=-0.6, b=0.4), SHAPES + [[7]]),
    "sparse": (lambda w: init.sparse_(w, sparsity=0.3, std=0.2), [s for s in SHAPES if len(s) == 2]),
}


def drawn(fill, shape, dtype):
    torch.manual_seed(3)
    return fill(torch.empty(shape, dtype=dtype)).flatten().tolist() + torch.rand(1, dtype=torch.float64).tolist()


print(json.dumps({
    "source": f"PyTorch {torch.__version__}, initializers.py beside this file",
    # The last number is the next one that the generator draws.
    "cases": [
        {"initializer": name, "shape": shape, "float32": drawn(fill, shape, torch.float32),
         "float64": drawn(fill, shape, torch.float64)}
        for name, (fill, shapes) in CASES.items() for shape in shapes
    ],
}))
