"""Writes regularized.json: a perceptron with dropout and weight decay under a cosine schedule as PyTorch trains it, from
the same seed, in float32 and float64.

usage: python regularized.py FOLDER > regularized.json      FOLDER has MNIST's four files as they are published, gzipped;
                                                            PyTorch's version is recorded in the file
"""
import json

import torch
from torch import nn

from lenet import examples

EPOCHS, BATCH = 5, 64


def train(dtype):
    training, test = examples("train", dtype), examples("t10k", dtype)
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 64), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(64, 10)).to(dtype)    # the same weights in both number types
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01)
    batches = torch.utils.data.DataLoader(training, batch_size=BATCH, shuffle=True)
    evaluation = torch.utils.data.DataLoader(test, batch_size=BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS)
    loss = nn.CrossEntropyLoss()
    epochs = []
    for _ in range(EPOCHS):
        net.train()
        total = 0.0
        for x, y in batches:
            optimizer.zero_grad()
            value = loss(net(x), y)
            value.backward()
            optimizer.step()
            total += value.item()
        schedule.step()
        net.eval()
        tested, correct = 0.0, 0
        with torch.no_grad():
            for x, y in evaluation:
                outputs = net(x)
                tested += loss(outputs, y).item() * len(y)
                correct += (outputs.argmax(1) == y).sum().item()
        epochs.append({"train_loss": total / len(batches), "test_loss": tested / len(test),
                       "test_accuracy": correct / len(test)})
    return epochs


if __name__ == "__main__":
    print(json.dumps({
        "source": f"PyTorch {torch.__version__}, regularized.py beside this file",
        "regularized": {"float32": train(torch.float32), "float64": train(torch.float64)},
    }, indent=1))
