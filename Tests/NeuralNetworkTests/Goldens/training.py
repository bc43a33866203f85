"""Writes training.json: what PyTorch makes of small, fully given problems.

usage: python training.py > training.json      (PyTorch's version is recorded in the file)
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(1)


def steps(make, dtype):
    """The weights before and after each of 4 steps along the given gradients."""
    w = torch.nn.Parameter(torch.randn(19, dtype=dtype))
    optimizer = make([w])
    start, gradients, weights = w.tolist(), [], []
    for scale in (1.0, 1e-3, 30.0, 0.1):
        w.grad = torch.randn(19, dtype=dtype) * scale
        gradients.append(w.grad.tolist())
        optimizer.step()
        weights.append(w.tolist())
    return {"start": start, "gradients": gradients, "weights": weights}


def both(make):
    return {"float32": steps(make, torch.float32), "float64": steps(make, torch.float64)}


optimizers = {
    "adam": both(lambda p: torch.optim.Adam(p, lr=1e-2, betas=(0.9, 0.999), eps=1e-8)),
    "sgd": both(lambda p: torch.optim.SGD(p, lr=0.1)),
    "momentum": both(lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
}


def loss(function, outputs, targets):
    outputs = outputs.clone().requires_grad_()
    value = function(outputs, targets)
    value.backward()
    return {
        "outputs": outputs.flatten().tolist(), "targets": targets.flatten().tolist(), "width": outputs.shape[1],
        "loss": value.item(), "gradient": outputs.grad.flatten().tolist(),
    }


f64 = torch.float64
probabilities = torch.rand(5, 3, dtype=f64)
probabilities[0] = torch.tensor([0.0, 1.0, 0.5])  # where PyTorch bounds the logarithm
losses = {
    "softmaxCrossEntropy": loss(torch.nn.CrossEntropyLoss(), torch.randn(6, 4, dtype=f64) * 3, torch.randint(0, 4, (6,))),
    "meanSquaredError": loss(torch.nn.MSELoss(), torch.randn(5, 3, dtype=f64), torch.randn(5, 3, dtype=f64)),
    "binaryCrossEntropy": loss(torch.nn.BCELoss(), probabilities, torch.randint(0, 2, (5, 3)).to(f64)),
}

# Autograd against the hand-written layers: 12 Adam steps of a small classifier.
model = torch.nn.Sequential(
    torch.nn.Linear(5, 20), torch.nn.Tanh(), torch.nn.Linear(20, 9), torch.nn.LeakyReLU(0.1), torch.nn.Linear(9, 3)
).to(f64)
features, labels = torch.randn(14, 5, dtype=f64), torch.randint(0, 3, (14,))
initial = [p.flatten().tolist() for p in model.parameters()]
optimizer, criterion, batch_losses = torch.optim.Adam(model.parameters(), lr=0.02), torch.nn.CrossEntropyLoss(), []
for epoch in range(6):
    for rows in (slice(0, 8), slice(8, 14)):
        optimizer.zero_grad()
        value = criterion(model(features[rows]), labels[rows])
        value.backward()
        optimizer.step()
        batch_losses.append(value.item())
outputs = model(features)
classifier = {
    "features": features.flatten().tolist(), "labels": labels.tolist(), "initial": initial, "batchLosses": batch_losses,
    "final": [p.flatten().tolist() for p in model.parameters()], "outputs": outputs.flatten().tolist(),
    "meanLoss": criterion(outputs, labels).item(), "correct": int((outputs.argmax(1) == labels).sum()),
}

print(json.dumps({
    "source": f"PyTorch {torch.__version__}, training.py beside this file",
    "optimizers": optimizers, "losses": losses, "classifier": classifier,
}))
