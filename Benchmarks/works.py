"""What the section on networks trains, on nnrun and on each peer."""
import os
from collections.abc import Callable
from dataclasses import dataclass

import experiments
from peer import Peer
from variants import Variants

ACTIVATIONS = ["sigmoid", "relu", "tanh"]


@dataclass
class Work:
    name: str
    experiment: Callable[[int], str]  # the experiment file that trains for so many epochs
    more: int  # epochs after the first, over which time is taken
    peers: list[Peer]  # their arguments without --epochs


def all_works(datasets: str, variants: Variants) -> list[Work]:
    """The works in the order of the table; `datasets` is the folder of the committed ones."""
    mnist, tables = os.path.join(datasets, "mnist"), os.path.join(datasets, "tables")

    def sweep(name: str, more: int, dataset: str, folder: str) -> Work:
        return dense(name, more, 128, ACTIVATIONS, dataset=dataset, folder=folder)

    def dense(name: str, more: int, hidden: int, activations: list[str], seeds: int = 1, batch: int = 64,
              dataset: str = "mnist", folder: str = mnist) -> Work:
        arguments = [folder, "--sizes", f"784,{hidden},{hidden // 2},10", "--activations", ",".join(activations),
                     "--batch", str(batch), "--seeds", str(seeds)]
        peers = [Peer("JAX, vmap" if seeds > 1 else "JAX", "jax_dense.py", arguments, ["numpy", "jax"])]
        if seeds > 1:
            peers += [Peer("JAX, a device a core", "jax_dense.py", [*arguments, "--devices"], ["numpy", "jax"])]
        batched = "PyTorch, batched" if seeds > 1 else "PyTorch"
        peers += [Peer(batched, "pytorch_dense.py", arguments, ["numpy", "torch"])]

        def experiment(epochs: int) -> str:
            return experiments.mnist("dense", hidden, activations, epochs, seeds, batch, dataset, every=epochs)

        return Work(name, experiment, more, peers)

    def lenet(name: str, kind: str) -> Work:
        peers = [Peer("PyTorch", "pytorch_lenet.py", [mnist, kind], ["numpy", "torch"]),
                 Peer("PyTorch, channels_last", "pytorch_lenet.py", [mnist, kind, "--channels-last"],
                      ["numpy", "torch"])]
        if kind != "batch_norm":
            peers.insert(0, Peer("JAX", "jax_lenet.py", [mnist, kind], ["numpy", "jax"]))
        return Work(name, lambda epochs: experiments.lenet(kind, epochs), 2, peers)

    def recurrent(name: str, kind: str, more: int) -> Work:
        peers = [Peer("JAX", "jax_recurrent.py", [tables, kind], ["numpy", "jax"]),
                 Peer("PyTorch", "pytorch_recurrent.py", [tables, kind], ["numpy", "torch"])]
        return Work(name, lambda epochs: experiments.recurrent(kind, epochs), more, peers)

    return [
        sweep("activation sweep", 4, "mnist", mnist),
        sweep("activation sweep, no byte 0", 4, variants.bytes_dataset, variants.without_zeros),
        sweep("activation sweep, floats", 4, variants.floats_dataset, variants.without_zeros),
        dense("64 seeds of 784-32-16-10", 1, 32, ["relu"], seeds=64),
        dense("784-1024-512-10", 2, 1024, ["relu"]),
        dense("784-2048-1024-10, batches of 256", 1, 2048, ["relu"], batch=256),
        lenet("LeNet-5, sigmoid", "sigmoid"),
        lenet("LeNet-5, tanh", "tanh"),
        lenet("LeNet-5, batch_norm and relu", "batch_norm"),
        recurrent("GRU of 64 units", "gru", 10),
        recurrent("LSTM of 64 units", "lstm", 20),
    ]
