"""Writes gradient_rules.json: training with clipped gradients and penalties in the loss, in float64.

usage: python gradient_rules.py > gradient_rules.json      (PyTorch's version is recorded in the file)
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(9)
torch.set_default_dtype(torch.float64)


def network():
    # 70 units: more than a panel of the engine's layout, which is 16 or 32 columns wide.
    return torch.nn.Sequential(torch.nn.Linear(5, 70), torch.nn.Tanh(), torch.nn.Linear(70, 3))


features, labels = torch.randn(14, 5), torch.randint(0, 3, (14,))
start = network()
NAMES = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"]


def train(clip=None, penalty=lambda name: (0.0, 0.0)):
    """Ten steps on all examples, and the norm of the gradients in the first one."""
    model = network()
    model.load_state_dict(start.state_dict())
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2, momentum=0.9)
    norms = []
    for step in range(10):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(features), labels)
        for name, p in zip(NAMES, model.parameters()):
            l1, l2 = penalty(name)
            loss = loss + l1 * p.abs().sum() + l2 / 2 * (p * p).sum()
        loss.backward()
        norms.append(torch.nn.utils.get_total_norm([p.grad for p in model.parameters()]).item())
        if clip:
            clip(model.parameters())
        optimizer.step()
    return {"norms": norms, "final": [p.flatten().tolist() for p in model.parameters()]}


clip_norm, clip_value = torch.nn.utils.clip_grad_norm_, torch.nn.utils.clip_grad_value_
print(json.dumps({
    "source": f"PyTorch {torch.__version__}, gradient_rules.py beside this file",
    "features": features.flatten().tolist(), "labels": labels.tolist(),
    "initial": [p.flatten().tolist() for p in start.parameters()],
    "cases": {
        "none": train(),
        "norm": train(lambda p: clip_norm(p, 0.3)),
        "norm beyond all": train(lambda p: clip_norm(p, 100.0)),
        "value": train(lambda p: clip_value(p, 0.02)),
        "l2": train(penalty=lambda name: (0, 0.1)),
        "l1": train(penalty=lambda name: (0.02, 0)),
        "pattern": train(penalty=lambda name: {
            "layers.0.weight": (0.01, 0.05), "layers.1.weight": (0, 0.2)}.get(name, (0, 0))),
        "norm and penalty": train(lambda p: clip_norm(p, 0.3), lambda name: (0.01, 0.1)),
        "value and penalty": train(lambda p: clip_value(p, 0.02), lambda name: (0.01, 0.1)),
    },
}))
