"""Writes regularized.json: a perceptron with dropout and weight decay under a cosine schedule as PyTorch trains it,
from the same seed.

usage: python regularized.py FOLDER > regularized.json      FOLDER has MNIST's four files as they are published, gzipped;
                                                            PyTorch's version is recorded in the file
"""
import json

import torch
from torch import nn

import epochs
from lenet import examples

EPOCHS = 5


def train(dtype):
    training, test = examples("train", dtype), examples("t10k", dtype)
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 64), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(64, 10)).to(dtype)    # the same weights in both number types
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.001, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=EPOCHS)
    return epochs.train(net, optimizer, training, test, epochs=EPOCHS, batch_size=64, schedule=schedule)


if __name__ == "__main__":
    print(json.dumps({
        "source": f"PyTorch {torch.__version__}, regularized.py beside this file",
        "regularized": epochs.runs(train),
    }, indent=1))
