"""Writes activations.json: what PyTorch makes of activations, as layers, in float64.

usage: python activations.py > activations.json      (PyTorch's version is recorded in the file)
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(6)
f64 = torch.float64
nn = torch.nn

# Around 0, at the kinks, and far out.
POINTS = (torch.randn(60, dtype=f64) * 3).tolist() + [
    -30.0, -12.5, -8.0, -6.5, -3.5, -1.25, -0.5, -1e-3, -1e-9, 1e-9, 1e-3, 0.5, 1.25, 3.5, 5.5, 7.0, 12.5, 19.5, 30.0]


def exact_celu(alpha):
    """PyTorch's own rounds 1 / alpha to a float, as it does 1 / 6 in the derivative of Hardsigmoid."""
    return lambda x: torch.where(x > 0, x, alpha * torch.expm1(x / alpha))


def activation(module):
    x = torch.tensor(POINTS, dtype=f64, requires_grad=True)
    y = module(x)
    y.sum().backward()
    return {"y": y.tolist(), "derivative": x.grad.tolist()}


def prelu(shape, channels, rows):
    module = nn.PReLU(channels, dtype=f64)
    with torch.no_grad():
        module.weight.uniform_(-0.5, 0.8)
    return layer(module, shape, rows) | {"slopes": module.weight.tolist(), "slopeGradient": module.weight.grad.tolist()}


def layer(module, shape, rows):
    x = (torch.randn(rows, *shape, dtype=f64) * 2).requires_grad_()
    g = torch.randn(rows, *shape, dtype=f64)
    y = module(x)
    (y * g).sum().backward()
    return {
        "shape": list(shape), "rows": rows, "x": x.flatten().tolist(), "dy": g.flatten().tolist(),
        "y": y.flatten().tolist(), "dx": x.grad.flatten().tolist(),
    }


SHAPES = [(5,), (19,), (3, 4), (2, 3, 11)]
print(json.dumps({
    "source": f"PyTorch {torch.__version__}, activations.py beside this file",
    "x": POINTS,
    "activations": {name: activation(module) for name, module in {
        "elu": nn.ELU(), "elu 0.5": nn.ELU(0.5), "selu": nn.SELU(), "celu": nn.CELU(), "celu 1.7": exact_celu(1.7),
        "gelu": nn.GELU(), "gelu tanh": nn.GELU("tanh"), "silu": nn.SiLU(), "mish": nn.Mish(),
        "softplus": nn.Softplus(), "softplus 2 3": nn.Softplus(2, 3), "softsign": nn.Softsign(),
        "hardtanh": nn.Hardtanh(), "hardtanh 0 6": nn.Hardtanh(0, 6), "hard_sigmoid": lambda x: torch.clamp(x + 3, 0, 6) / 6,
        "hard_swish": nn.Hardswish(), "sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "relu": nn.ReLU(),
        "leaky_relu 0.2": nn.LeakyReLU(0.2),
    }.items()},
    "softmax": [layer(nn.Softmax(-1), shape, 4) for shape in SHAPES],
    "logSoftmax": [layer(nn.LogSoftmax(-1), shape, 4) for shape in SHAPES],
    "prelu": [prelu((7,), 1, 6), prelu((19,), 19, 5), prelu((3, 10), 3, 4), prelu((2, 3, 7), 1, 3)],
}))
