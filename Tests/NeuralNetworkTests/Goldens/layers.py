"""Writes layers.json: what PyTorch makes of layers with given numbers, in float64.

usage: python layers.py > layers.json      (PyTorch's version is recorded in the file)
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(5)
f64 = torch.float64


def batch_norm(shape, batches):
    """Three steps of SGD (rate 0.5) on sum(y * g), then what the layer evaluates."""
    module = (torch.nn.BatchNorm1d if len(shape) == 1 else torch.nn.BatchNorm2d)(shape[0], dtype=f64)
    with torch.no_grad():
        module.weight.uniform_(0.5, 1.5)
        module.bias.uniform_(-1, 1)
    start = [module.weight.tolist(), module.bias.tolist()]
    steps = []
    for rows in batches:
        x = (torch.randn(rows, *shape, dtype=f64) * 2 + 1).requires_grad_()
        g = torch.randn(rows, *shape, dtype=f64)
        module.zero_grad()
        y = module(x)
        (y * g).sum().backward()
        steps.append({
            "rows": rows, "x": x.flatten().tolist(), "dy": g.flatten().tolist(), "y": y.flatten().tolist(),
            "dx": x.grad.flatten().tolist(), "weightGradient": module.weight.grad.tolist(),
            "biasGradient": module.bias.grad.tolist(), "runningMean": module.running_mean.tolist(),
            "runningVariance": module.running_var.tolist(),
        })
    module.eval()
    x = torch.randn(3, *shape, dtype=f64)
    return {
        "shape": list(shape), "weight": start[0], "bias": start[1], "steps": steps,
        "evaluated": {"x": x.flatten().tolist(), "y": module(x).flatten().tolist()},
    }


print(json.dumps({
    "source": f"PyTorch {torch.__version__}, layers.py beside this file",
    "batchNorm": [batch_norm((5,), [7, 4]), batch_norm((19,), [3, 2]), batch_norm((3, 3, 4), [4, 1]), batch_norm((2, 5, 5), [2])],
}))
