"""How the PyTorch peers train: tensors and a permutation in place of a DataLoader, no `.item()` but once an epoch, all
cores, and `inference_mode` for evaluation."""
import torch
from torch.nn import functional

import processor


def use_all_cores():
    torch.set_num_threads(processor.cores())


def tensors(part):
    features, labels = part
    return torch.from_numpy(features), torch.from_numpy(labels).long()


def orders(examples, seeds):
    """A permutation of the examples, or one for each seed: (examples) or (seeds, examples)."""
    return torch.stack([torch.randperm(examples) for _ in range(seeds)]) if seeds > 1 else torch.randperm(examples)


def train(clock, name, model, optimizer, training, test, batch, epochs, seeds=1):
    """Trains a model, whose outputs are (batch, classes), or (seeds, batch, classes) for several seeds."""
    (x, y), (x_test, y_test) = tensors(training), tensors(test)

    def epoch(_):
        model.train()
        order, total, steps = orders(len(y), seeds), torch.zeros(()), 0
        for start in range(0, len(y), batch):
            rows = order[..., start:start + batch]
            optimizer.zero_grad()
            # The sum over seeds of each one's mean, so that every network has the gradients of its own loss.
            loss = seeds * functional.cross_entropy(model(x[rows]).flatten(0, -2), y[rows].flatten())
            loss.backward()
            optimizer.step()
            total += loss.detach()
            steps += 1
        return total.item() / steps / seeds

    def accuracy():
        model.eval()
        with torch.inference_mode():
            return (model(x_test).argmax(-1) == y_test).float().mean().item()

    clock.train(name, epochs, epoch, accuracy)
