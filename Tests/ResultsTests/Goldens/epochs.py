"""Trains a network as nnrun does, epoch by epoch; the scripts beside this file use it."""
import torch
from torch import nn
from torch.utils.data import DataLoader


def runs(train, also_otherwise=True):
    """The epochs of `train(dtype)` in float64 and in float32; the latter also on one thread and without oneDNN, unless
    that takes too long. From the same start and in the same order, what sets them apart is rounding alone: the spread
    that a comparison allows."""
    torch.set_num_threads(2)
    measured = {"float32": train(torch.float32), "float64": train(torch.float64)}
    if not also_otherwise:
        return measured
    with torch.backends.mkldnn.flags(enabled=False):
        measured["float32 without oneDNN"] = train(torch.float32)
    torch.set_num_threads(1)
    measured["float32 on one thread"] = train(torch.float32)
    return measured


def train(net, optimizer, training, test, *, epochs, batch_size, schedule=None):
    """The losses of each epoch: the mean over the batches in training, then those of the test examples."""
    loss = nn.CrossEntropyLoss()
    batches = DataLoader(training, batch_size=batch_size, shuffle=True)
    # A loader draws a number each time it is gone through, though the order of test examples is fixed.
    evaluation = DataLoader(test, batch_size=batch_size)
    measured = []
    for _ in range(epochs):
        net.train()
        total = 0.0
        for x, y in batches:
            optimizer.zero_grad()
            value = loss(net(x), y)
            value.backward()
            optimizer.step()
            total += value.item()
        if schedule:
            schedule.step()
        net.eval()
        tested, correct = 0.0, 0
        with torch.no_grad():
            for x, y in evaluation:
                outputs = net(x)
                tested += loss(outputs, y).item() * len(y)
                correct += (outputs.argmax(1) == y).sum().item()
        measured.append({"train_loss": total / len(batches), "test_loss": tested / len(test),
                         "test_accuracy": correct / len(test)})
    return measured
