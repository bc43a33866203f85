"""Writes losses.json: what PyTorch makes of losses with given outputs, in float64.

usage: python losses.py > losses.json      (PyTorch's version is recorded in the file)
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(8)
f64 = torch.float64
nn = torch.nn


def case(name, function, outputs, targets):
    outputs = outputs.clone().requires_grad_()
    value = function(outputs, targets)
    value.backward()
    return {
        "name": name, "outputs": outputs.flatten().tolist(), "targets": targets.flatten().tolist(),
        "width": outputs.shape[1], "loss": value.item(), "gradient": outputs.grad.flatten().tolist(),
    }


def values(rows, width, scale=2):
    return torch.randn(rows, width, dtype=f64) * scale


def bits(rows, width):
    return torch.randint(0, 2, (rows, width)).to(f64)


logits, labels = values(7, 5, 3), torch.randint(0, 5, (7,))
weights = torch.tensor([0.5, 1.0, 2.0, 0.25, 3.0], dtype=f64)
wide = torch.tensor([1.5, 0.5, 3.0], dtype=f64)
y, t = values(6, 3), values(6, 3)
y[0, 0] = t[0, 0]
far = torch.cat([values(4, 3), torch.tensor([[-800.0, 800.0, 30.0], [40.0, -40.0, 0.0]], dtype=f64)])
signs = bits(6, 2)
print(json.dumps({
    "source": f"PyTorch {torch.__version__}, losses.py beside this file",
    "losses": [
        case("cross_entropy smoothed", nn.CrossEntropyLoss(label_smoothing=0.1), logits, labels),
        case("cross_entropy weighted", nn.CrossEntropyLoss(weight=weights), logits, labels),
        case("cross_entropy both", nn.CrossEntropyLoss(weight=weights, label_smoothing=0.3), logits, labels),
        case("logits", nn.BCEWithLogitsLoss(), far, torch.rand(6, 3, dtype=f64)),
        case("logits one weight", nn.BCEWithLogitsLoss(pos_weight=torch.tensor(2.5, dtype=f64)), far, bits(6, 3)),
        case("logits weights", nn.BCEWithLogitsLoss(pos_weight=wide), far, torch.rand(6, 3, dtype=f64)),
        case("absolute", nn.L1Loss(), y, t),
        case("huber", nn.HuberLoss(), y, t),
        case("huber 0.3", nn.HuberLoss(delta=0.3), y, t),
        case("smooth", nn.SmoothL1Loss(), y, t),
        case("smooth 2.5", nn.SmoothL1Loss(beta=2.5), y, t),
        case("smooth 0", nn.SmoothL1Loss(beta=0), y, t),
        # PyTorch has this hinge for one output or several classes of one example: its formula is written out.
        case("hinge", lambda y, t: torch.relu(1 - (2 * t - 1) * y).mean(), values(6, 2), signs),
        case("poisson", nn.PoissonNLLLoss(), y, torch.poisson(torch.full((6, 3), 2.0, dtype=f64))),
        case("poisson mean", nn.PoissonNLLLoss(log_input=False), y.abs(), torch.poisson(torch.full((6, 3), 2.0, dtype=f64))),
        case("divergence", nn.KLDivLoss(reduction="batchmean"), torch.log_softmax(y, 1),
             torch.cat([torch.softmax(values(5, 3), 1), torch.tensor([[0.0, 1.0, 0.0]], dtype=f64)])),
    ],
}))
