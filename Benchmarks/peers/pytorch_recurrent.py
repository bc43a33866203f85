"""A GRU or LSTM of 64 units and a dense layer on MNIST-1D in PyTorch: batches of 100, Adam 1e-3, fused.

    pytorch_recurrent.py TABLES_FOLDER gru|lstm [--epochs 11]

Prints the lines that clock.py describes.
"""
import torch
from torch import nn

import pytorch_training
import recurrent_options
import sequences
from clock import Clock


class Classifier(nn.Module):
    """The dense layer reads the state after the last step."""

    def __init__(self, kind):
        super().__init__()
        self.recurrent = {"gru": nn.GRU, "lstm": nn.LSTM}[kind](1, 64, batch_first=True)
        self.dense = nn.Linear(64, 10)

    def forward(self, x):
        return self.dense(self.recurrent(x)[0][:, -1])


options = recurrent_options.parser(__doc__).parse_args()
pytorch_training.use_all_cores()
torch.manual_seed(1)
model = Classifier(options.kind)
training, test = sequences.read(options.folder)
clock = Clock()
pytorch_training.train(
    clock, options.kind, model, torch.optim.Adam(model.parameters(), lr=1e-3, fused=True), training, test,
    batch=100, epochs=options.epochs)
clock.report()
