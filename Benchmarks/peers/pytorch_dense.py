"""Dense networks on MNIST in PyTorch: Adam 1e-3, fused; the data preloaded as tensors, no DataLoader, the loss read
once an epoch; several seeds side by side as batched matrix products.

    pytorch_dense.py MNIST_FOLDER [--sizes 784,128,64,10] [--activations relu] [--batch 64] [--epochs 5] [--seeds 1]

Prints the lines that clock.py describes.
"""
import torch
from torch import nn

import dense_options
import mnist
import pytorch_training
from clock import Clock

options = dense_options.parser(__doc__).parse_args()
ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh}


class Linear(nn.Module):
    """One linear layer for each seed: (seeds, batch, inputs) to (seeds, batch, outputs)."""

    def __init__(self, inputs, outputs):
        super().__init__()
        bound = inputs**-0.5
        self.weights = nn.Parameter(torch.empty(options.seeds, inputs, outputs).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(options.seeds, 1, outputs).uniform_(-bound, bound))

    def forward(self, x):
        if x.dim() == 2:  # examples that all seeds share
            x = x.expand(options.seeds, -1, -1)
        return torch.baddbmm(self.bias, x, self.weights)


def network(activation):
    layer = Linear if options.seeds > 1 else nn.Linear
    layers = []
    for inputs, outputs in zip(options.sizes, options.sizes[1:]):
        layers += [layer(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


pytorch_training.use_all_cores()
train_part, test_part = mnist.read(options.folder, "train"), mnist.read(options.folder, "t10k")
clock = Clock()
for name in options.activations:
    torch.manual_seed(42)
    model = network(ACTIVATIONS[name])
    pytorch_training.train(
        clock, name, model, torch.optim.Adam(model.parameters(), lr=1e-3, fused=True), train_part, test_part,
        batch=options.batch, epochs=options.epochs, seeds=options.seeds)
clock.report()
