"""LeNet-5 on MNIST in PyTorch: batches of 64, SGD, the data preloaded as tensors.

    pytorch_lenet.py MNIST_FOLDER sigmoid|tanh|batch_norm [--epochs 2] [--channels-last]

Average pooling after each convolution; batch_norm has rectifiers. --channels-last lays images out as (rows, columns,
channels), which is faster on some processors and slower on others. Prints the lines that clock.py describes.
"""
import argparse

import torch
from torch import nn

import mnist
import pytorch_training
from clock import Clock

RATES = {"sigmoid": 0.9, "tanh": 0.1, "batch_norm": 0.1}


class ChannelsLast(nn.Module):
    """Lays the images of a batch out anew."""

    def forward(self, x):
        return x.contiguous(memory_format=torch.channels_last)


def network(kind):
    activation = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "batch_norm": nn.ReLU}[kind]

    def stage(inputs, outputs, padding):
        normalization = [nn.BatchNorm2d(outputs)] if kind == "batch_norm" else []
        return [nn.Conv2d(inputs, outputs, 5, padding=padding), *normalization, activation(), nn.AvgPool2d(2)]

    return nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)), *stage(1, 6, 2), *stage(6, 16, 0), nn.Flatten(), nn.Linear(400, 120), activation(),
        nn.Linear(120, 84), activation(), nn.Linear(84, 10))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
parser.add_argument("kind", choices=RATES)
parser.add_argument("--epochs", type=int, default=2)
parser.add_argument("--channels-last", action="store_true")
options = parser.parse_args()
pytorch_training.use_all_cores()
torch.manual_seed(1)
model = network(options.kind)
if options.channels_last:
    model = model.to(memory_format=torch.channels_last)
    model.insert(1, ChannelsLast())
clock = Clock()
pytorch_training.train(
    clock, options.kind, model, torch.optim.SGD(model.parameters(), lr=RATES[options.kind], fused=True),
    mnist.read(options.folder, "train"), mnist.read(options.folder, "t10k"), batch=64, epochs=options.epochs)
clock.report()
