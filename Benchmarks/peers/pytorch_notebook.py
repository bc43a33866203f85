"""The activation sweep as a course notebook writes it in PyTorch: torchvision's transforms on each image as it is
drawn, a DataLoader, an nn.Module, and .item() on every batch.
usage: pytorch_notebook.py MNIST_DIR sigmoid,relu,tanh EPOCHS      (MNIST_DIR holds the four *-ubyte.gz files)
Prints the final epoch of each trial and `TIME seconds` for all of them, imports and loading left out.
"""
import gzip
import sys
import time

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

root, activations, epochs = sys.argv[1], sys.argv[2].split(","), int(sys.argv[3])


class MNIST(Dataset):
    """What torchvision.datasets.MNIST does, from files that are there already."""

    def __init__(self, split, transform):
        def read(name, header):
            return np.frombuffer(gzip.open(f"{root}/{split}-{name}-ubyte.gz").read(), dtype=np.uint8)[header:]

        self.images, self.labels = read("images-idx3", 16).reshape(-1, 28, 28), read("labels-idx1", 8)
        self.transform = transform

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.transform(Image.fromarray(self.images[index], mode="L")), int(self.labels[index])


class Network(nn.Module):
    def __init__(self, activation):
        super().__init__()
        self.first, self.second, self.last = nn.Linear(784, 128), nn.Linear(128, 64), nn.Linear(64, 10)
        self.activation = activation

    def forward(self, x):
        x = x.view(-1, 784)
        return self.last(self.activation(self.second(self.activation(self.first(x)))))


transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
train_set, test_set = MNIST("train", transform), MNIST("t10k", transform)
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
