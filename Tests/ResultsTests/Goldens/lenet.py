"""Writes lenet.json: experiments/lenet.yaml as PyTorch trains it, from the same seed, in float32 and float64.

usage: python lenet.py FOLDER > lenet.json      FOLDER has MNIST's four files as they are published, gzipped;
                                                PyTorch's version is recorded in the file
"""
import gzip
import json
import pathlib
import struct
import sys

import numpy as np
import torch
from torch import nn


def read(name):
    data = gzip.decompress((pathlib.Path(sys.argv[1]) / f"{name}-ubyte.gz").read_bytes())
    shape = struct.unpack(f">{data[3]}I", data[4:4 + 4 * data[3]])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)


def examples(part, dtype):
    x = (read(f"{part}-images-idx3").astype(np.float64) / 255 - 0.1307) / 0.3081
    return torch.utils.data.TensorDataset(
        torch.tensor(x).to(dtype).unsqueeze(1), torch.tensor(read(f"{part}-labels-idx1").astype(np.int64)))


def layers(normalized, dtype):
    activation = nn.ReLU if normalized else nn.Sigmoid

    def stage(inputs, outputs, padding):
        norm = [nn.BatchNorm2d(outputs, dtype=dtype)] if normalized else []
        return [nn.Conv2d(inputs, outputs, 5, padding=padding, dtype=dtype), *norm, activation(), nn.AvgPool2d(2)]

    return nn.Sequential(
        *stage(1, 6, 2), *stage(6, 16, 0), nn.Flatten(), nn.Linear(400, 120, dtype=dtype), activation(),
        nn.Linear(120, 84, dtype=dtype), activation(), nn.Linear(84, 10, dtype=dtype))


def train(normalized, dtype):
    training, test = examples("train", dtype), examples("t10k", dtype)
    torch.manual_seed(1)
    net = layers(normalized, dtype)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1 if normalized else 0.9)
    loss = nn.CrossEntropyLoss()
    batches = torch.utils.data.DataLoader(training, batch_size=64, shuffle=True)
    evaluation = torch.utils.data.DataLoader(test, batch_size=64)
    epochs = []
    for _ in range(3):
        net.train()
        total = 0.0
        for x, y in batches:
            optimizer.zero_grad()
            value = loss(net(x), y)
            value.backward()
            optimizer.step()
            total += value.item()
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
        "source": f"PyTorch {torch.__version__}, lenet.py beside this file",
        "LeNet-5": {"float32": train(False, torch.float32), "float64": train(False, torch.float64)},
        "batch normalisation": {"float32": train(True, torch.float32), "float64": train(True, torch.float64)},
    }, indent=1))
