"""Writes lenet.json: experiments/lenet.yaml as PyTorch trains it, from the same seed.

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

import epochs


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
    return epochs.train(net, optimizer, training, test, epochs=3, batch_size=64)


if __name__ == "__main__":
    print(json.dumps({
        "source": f"PyTorch {torch.__version__}, lenet.py beside this file",
        "LeNet-5": epochs.runs(lambda dtype: train(False, dtype), also_otherwise=False),
        "batch normalisation": epochs.runs(lambda dtype: train(True, dtype), also_otherwise=False),
    }, indent=1))
