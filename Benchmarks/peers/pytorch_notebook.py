"""The activation sweep as a course notebook writes it in PyTorch: torchvision's dataset, its transforms on each image as
it is drawn, a DataLoader, an nn.Module, and .item() on every batch.
usage: pytorch_notebook.py MNIST_DIR sigmoid,relu,tanh EPOCHS      (MNIST_DIR holds the four *-ubyte.gz files)
Prints the final epoch of each trial and `TIME seconds` for all of them, imports and loading left out.
"""
import gzip
import os
import sys
import tempfile
import time

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

source, activations, epochs = sys.argv[1], sys.argv[2].split(","), int(sys.argv[3])


class Network(nn.Module):
    def __init__(self, activation):
        super().__init__()
        self.first, self.second, self.last = nn.Linear(784, 128), nn.Linear(128, 64), nn.Linear(64, 10)
        self.activation = activation

    def forward(self, x):
        x = x.view(-1, 784)
        return self.last(self.activation(self.second(self.activation(self.first(x)))))


transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
with tempfile.TemporaryDirectory() as root:
    # What a download leaves there.
    raw = os.path.join(root, "MNIST", "raw")
    os.makedirs(raw)
    for name in os.listdir(source):
        if name.endswith(".gz"):
            with gzip.open(os.path.join(source, name)) as packed, open(os.path.join(raw, name[:-3]), "wb") as unpacked:
                unpacked.write(packed.read())
    train_set = datasets.MNIST(root, train=True, transform=transform)
    test_set = datasets.MNIST(root, train=False, transform=transform)
start = time.time()
for name in activations:
    torch.manual_seed(42)
    train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=1000, shuffle=False)
    model = Network(getattr(torch, name))
    criterion, optimizer = nn.CrossEntropyLoss(), torch.optim.Adam(model.parameters(), lr=0.001)
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for images, labels in train_loader:
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.step()
            total += loss.item()
        model.eval()
        correct = 0
        with torch.no_grad():
            for images, labels in test_loader:
                correct += (model(images).argmax(dim=1) == labels).sum().item()
    print(name, "train_loss", total / len(train_loader), "test_accuracy", correct / len(test_set), flush=True)
print("TIME", time.time() - start)
