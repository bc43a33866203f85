"""Writes recurrent.json: experiments/recurrent.yaml as PyTorch trains it, from the same seed.

usage: python recurrent.py FOLDER > recurrent.json      FOLDER has mnist1d-train.csv.gz and mnist1d-test.csv.gz of
                                                        experiments/datasets/tables; the versions are in the file
"""
import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn

import epochs


def read(part):
    table = np.genfromtxt(pathlib.Path(sys.argv[1]) / f"mnist1d-{part}.csv.gz", delimiter=",", names=True)
    columns = [name for name in table.dtype.names if name != "digit"]
    return np.stack([table[name] for name in columns], 1), table["digit"].astype(np.int64)


def examples(dtype):
    (x, y), (x_test, y_test) = read("train"), read("test")
    mean, deviation = x.mean(0), x.std(0)
    return [torch.utils.data.TensorDataset(torch.tensor((values - mean) / deviation).to(dtype).unsqueeze(2),
                                           torch.tensor(labels)) for values, labels in ((x, y), (x_test, y_test))]


class GRU(nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.recurrent = nn.GRU(1, 6, batch_first=True, bidirectional=True, dtype=dtype)
        self.dense = nn.Linear(40 * 12, 10, dtype=dtype)

    def forward(self, x):
        return self.dense(self.recurrent(x)[0].flatten(1))


class LSTM(nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.recurrent = nn.LSTM(1, 16, batch_first=True, bidirectional=True, dtype=dtype)
        self.dense = nn.Linear(32, 10, dtype=dtype)

    def forward(self, x):
        return self.dense(self.recurrent(x)[0].mean(1))


def train(network, dtype):
    training, test = examples(dtype)
    torch.manual_seed(1)
    net = network(dtype)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    return epochs.train(net, optimizer, training, test, epochs=40, batch_size=100)


print(json.dumps({
    "source": f"PyTorch {torch.__version__}, NumPy {np.__version__}, recurrent.py beside this file",
    **{network.__name__: epochs.runs(lambda dtype: train(network, dtype), also_otherwise=False)
       for network in (GRU, LSTM)},
}))
