"""Writes schedules.json: the learning rates of 50 epochs or steps by each schedule, in float64.

usage: python schedules.py > schedules.json      (PyTorch's version is recorded in the file)
"""
import json
import warnings
import torch

warnings.filterwarnings("ignore")  # the optimizer's own steps do not matter
s = torch.optim.lr_scheduler
COUNT, RATE = 50, 0.3


def rates(make, values=None):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    schedule = make(optimizer)
    found = []
    for time in range(COUNT):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if values is None:
            schedule.step()
        else:
            schedule.step(values[time])
    return found


def momenta(make, count=COUNT):
    """Those of an optimizer with a momentum, and with the decay of a first moment, which are the same."""
    weight, found = torch.nn.Parameter(torch.zeros(1)), [[], []]
    optimizers = [torch.optim.SGD([weight], lr=RATE, momentum=0.9), torch.optim.Adam([weight], lr=RATE)]
    for optimizer, momenta in zip(optimizers, found):
        schedule = make(optimizer)
        for _ in range(count):
            group = optimizer.param_groups[0]
            momenta.append(group["betas"][0] if "betas" in group else group["momentum"])
            optimizer.step()
            schedule.step()
    assert found[0] == found[1]
    return found[0]


def after_warm_up(length, start, make):
    """A linear rise, then a schedule that counts from its end."""
    return lambda o: s.SequentialLR(
        o, [s.LinearLR(o, start_factor=start, total_iters=length), make(o)], milestones=[length])


cases = {
    "constant": lambda o: s.LambdaLR(o, lambda t: 1.0),
    "warm_up": lambda o: s.LinearLR(o, start_factor=1 / 3, total_iters=5),
    "step": lambda o: s.StepLR(o, 7),
    "step factor": lambda o: s.StepLR(o, 3, gamma=0.7),
    "multi_step": lambda o: s.MultiStepLR(o, [5, 11, 40], gamma=0.3),
    "exponential": lambda o: s.ExponentialLR(o, 0.9),
    "polynomial": lambda o: s.PolynomialLR(o, total_iters=COUNT),
    "polynomial power": lambda o: s.PolynomialLR(o, total_iters=30, power=2.5),
    "cosine": lambda o: s.CosineAnnealingLR(o, COUNT),
    "cosine beyond": lambda o: s.CosineAnnealingLR(o, 15, eta_min=0.01),
    "cosine restarts": lambda o: s.CosineAnnealingWarmRestarts(o, 8),
    "cosine multiplier": lambda o: s.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.01),
    "one_cycle": lambda o: s.OneCycleLR(o, RATE, total_steps=COUNT, cycle_momentum=False),
    "one_cycle linear": lambda o: s.OneCycleLR(
        o, RATE, total_steps=COUNT, cycle_momentum=False, anneal_strategy="linear", pct_start=0.45,
        div_factor=10, final_div_factor=100),
    "one_cycle phases": lambda o: s.OneCycleLR(
        o, RATE, total_steps=COUNT, cycle_momentum=False, three_phase=True),
    "inverse_square_root": lambda o: s.LambdaLR(o, lambda t: (4 / (4 + t)) ** 0.5),
    # Vaswani et al. (2017): the smaller of t^(-1/2) and t · warm-up^(-3/2), scaled to 1 at its top
    "vaswani": lambda o: s.LambdaLR(o, lambda t: 10 ** 0.5 * min(max(t, 1) ** -0.5, t * 10 ** -1.5)),
    "warm_up cosine": after_warm_up(6, 0.1, lambda o: s.CosineAnnealingLR(o, COUNT - 6)),
    "warm_up exponential": after_warm_up(4, 0.0001, lambda o: s.ExponentialLR(o, 0.9)),
}

cycles = {
    "one_cycle": lambda o: s.OneCycleLR(o, RATE, total_steps=COUNT),
    "one_cycle linear": lambda o: s.OneCycleLR(
        o, RATE, total_steps=COUNT, anneal_strategy="linear", pct_start=0.45, base_momentum=0.5, max_momentum=0.9),
    "one_cycle phases": lambda o: s.OneCycleLR(o, RATE, total_steps=COUNT, three_phase=True),
}

# Better, worse, equal, better by less than the threshold, not a number.
torch.manual_seed(7)
losses = (3 / (1 + torch.arange(COUNT)) + 0.3 * torch.rand(COUNT, dtype=torch.float64)).tolist()
losses[20] = float("nan")
losses[30:36] = [losses[29]] * 6
plateaus = {
    "default": (lambda o: s.ReduceLROnPlateau(o), False),
    "patience": (lambda o: s.ReduceLROnPlateau(o, factor=0.5, patience=2, cooldown=3), False),
    "absolute": (lambda o: s.ReduceLROnPlateau(
        o, factor=0.5, patience=1, threshold=0.05, threshold_mode="abs", min_lr=0.01), False),
    "higher": (lambda o: s.ReduceLROnPlateau(o, mode="max", factor=0.8, patience=3), True),
    "higher absolute": (lambda o: s.ReduceLROnPlateau(
        o, mode="max", factor=0.8, patience=3, threshold=0.1, threshold_mode="abs", eps=0.02), True),
}

print(json.dumps({
    "source": f"PyTorch {torch.__version__}, schedules.py beside this file", "rate": RATE,
    "rates": {name: rates(make) for name, make in cases.items()},
    "momenta": {name: momenta(make, COUNT - 1) for name, make in cycles.items()},
    "losses": [None if loss != loss else loss for loss in losses],
    "plateaus": {
        name: rates(make, [-loss for loss in losses] if higher else losses)
        for name, (make, higher) in plateaus.items()
    },
}))
