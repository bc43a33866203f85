"""Writes optimizers.json: 20 steps of each optimizer and option along given gradients, in float64.

usage: python optimizers.py > optimizers.json      (PyTorch's version is recorded in the file)

Lion, which PyTorch has not, is the algorithm of Chen et al. (2023), figure 2.
"""
import json
import torch

torch.set_num_threads(1)
torch.manual_seed(3)
torch.set_default_dtype(torch.float64)  # NAdam keeps the product of its momenta in the default type
STEPS, WEIGHTS = 20, 7
start = torch.randn(WEIGHTS)
scales = 10.0 ** torch.linspace(-2, 1, STEPS)[torch.randperm(STEPS)]
gradients = torch.randn(STEPS, WEIGHTS) * scales[:, None]
gradients[:, 3] = 0.7   # the same in every step
gradients[5:, 4] = 0    # none after a while


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                (beta1, beta2), rate = group["betas"], group["lr"]
                p.mul_(1 - rate * group["weight_decay"])
                p.sub_(rate * torch.sign(beta1 * m + (1 - beta1) * p.grad))
                m.copy_(beta2 * m + (1 - beta2) * p.grad)


def steps(make, rates=None, momenta=None):
    w = torch.nn.Parameter(start.clone())
    optimizer = make([w])
    weights = []
    for step, gradient in enumerate(gradients):
        if rates:
            optimizer.param_groups[0]["lr"] = rates[step]
        if momenta:  # as OneCycleLR sets them
            group = optimizer.param_groups[0]
            group.update({"betas": (momenta[step], group["betas"][1])} if "betas" in group
                         else {"momentum": momenta[step]})
        w.grad = gradient.clone()
        optimizer.step()
        weights.append(w.tolist())
    return weights


o = torch.optim
cases = {
    "sgd": lambda p: o.SGD(p, lr=0.1),
    "sgd momentum": lambda p: o.SGD(p, lr=0.1, momentum=0.9),
    "sgd dampening": lambda p: o.SGD(p, lr=0.1, momentum=0.9, dampening=0.3),
    "sgd nesterov": lambda p: o.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "sgd decay": lambda p: o.SGD(p, lr=0.1, weight_decay=0.05),
    "sgd momentum decay": lambda p: o.SGD(p, lr=0.1, momentum=0.8, weight_decay=0.05),
    "sgd nesterov decay": lambda p: o.SGD(p, lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.05),
    "adagrad": lambda p: o.Adagrad(p),
    "adagrad options": lambda p: o.Adagrad(
        p, lr=0.3, lr_decay=0.1, weight_decay=0.05, initial_accumulator_value=0.2, eps=1e-3),
    "rmsprop": lambda p: o.RMSprop(p),
    "rmsprop options": lambda p: o.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-3, weight_decay=0.05),
    "rmsprop momentum": lambda p: o.RMSprop(p, momentum=0.7),
    "rmsprop centered": lambda p: o.RMSprop(p, centered=True, eps=1e-3),
    "rmsprop centered momentum": lambda p: o.RMSprop(
        p, centered=True, momentum=0.7, eps=1e-3, weight_decay=0.05),
    "adadelta": lambda p: o.Adadelta(p),
    "adadelta options": lambda p: o.Adadelta(p, lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.05),
    "adam": lambda p: o.Adam(p),
    "adam options": lambda p: o.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-3),
    "adam decay": lambda p: o.Adam(p, lr=0.02, weight_decay=0.05),
    "adam amsgrad": lambda p: o.Adam(p, lr=0.02, amsgrad=True, betas=(0.9, 0.8)),
    "adam amsgrad decay": lambda p: o.Adam(p, lr=0.02, amsgrad=True, weight_decay=0.05),
    "adamw": lambda p: o.AdamW(p),
    "adamw options": lambda p: o.AdamW(p, lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3),
    "adamw amsgrad": lambda p: o.AdamW(p, lr=0.02, amsgrad=True, betas=(0.9, 0.8), weight_decay=0.3),
    "nadam": lambda p: o.NAdam(p),
    "nadam decay": lambda p: o.NAdam(p, lr=0.02, momentum_decay=0.02, weight_decay=0.05),
    "nadam decoupled": lambda p: o.NAdam(
        p, lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3, decoupled_weight_decay=True),
    "radam": lambda p: o.RAdam(p),
    "radam decay": lambda p: o.RAdam(p, lr=0.02, weight_decay=0.05),
    "radam decoupled": lambda p: o.RAdam(
        p, lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.3, decoupled_weight_decay=True),
    "lion": lambda p: Lion(p),
    "lion options": lambda p: Lion(p, lr=0.02, betas=(0.8, 0.95), weight_decay=0.3),
}

# Of a learning rate that changes, each optimizer has its own use.
rates = [0.1 / (1 + step) for step in range(STEPS)]
changing = {
    name: steps(cases[name], rates)
    for name in ("sgd momentum", "sgd nesterov decay", "adagrad options", "rmsprop momentum", "adadelta",
                 "adam", "adam amsgrad decay", "adamw options", "nadam decoupled", "radam decoupled", "lion options")
}

# So does each that has a momentum or the decay of a first moment.
momenta = [0.95 - 0.01 * min(step, STEPS - step) for step in range(STEPS)]
cycled = {
    name: steps(cases[name], momenta=momenta)
    for name in ("sgd momentum", "sgd dampening", "sgd nesterov decay", "rmsprop momentum", "rmsprop centered momentum",
                 "adam", "adam amsgrad decay", "adamw options", "radam", "radam decoupled")
}

print(json.dumps({
    "source": f"PyTorch {torch.__version__}, optimizers.py beside this file",
    "start": start.tolist(), "gradients": gradients.tolist(),
    "weights": {name: steps(make) for name, make in cases.items()},
    "rates": rates, "changing": changing, "momenta": momenta, "cycled": cycled,
}))
