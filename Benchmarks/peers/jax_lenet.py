"""LeNet-5 on MNIST in JAX: batches of 64, SGD, an epoch one compiled `scan` over its batches, convolutions
as matrix products.

    jax_lenet.py MNIST_FOLDER sigmoid|tanh [--epochs 2]

Prints the lines that clock.py describes.
"""
import argparse

import processor

processor.prepare_xla()

import jax  # noqa: E402, after its flags are set
import jax.numpy as jnp  # noqa: E402

import jax_training  # noqa: E402
import mnist  # noqa: E402
from clock import Clock  # noqa: E402

RATES = {"sigmoid": 0.9, "tanh": 0.1}
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
parser.add_argument("kind", choices=RATES)
parser.add_argument("--epochs", type=int, default=2)
options = parser.parse_args()
activation = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}[options.kind]


def initial(key):
    """Uniform within 1 / sqrt(inputs of an output), as PyTorch has it."""
    layers = []
    for shape in [(5, 5, 1, 6), (5, 5, 6, 16), (400, 120), (120, 84), (84, 10)]:
        key, for_weights, for_bias = jax.random.split(key, 3)
        bound = float(jnp.prod(jnp.array(shape[:-1])))**-0.5
        layers.append((jax.random.uniform(for_weights, shape, minval=-bound, maxval=bound),
                       jax.random.uniform(for_bias, shape[-1:], minval=-bound, maxval=bound)))
    return layers


def stage(x, weights, bias, padding):
    """Convolution, activation and average pooling: (batch, rows, columns, channels). The convolution is a matrix product
    of the patches, which XLA trains several times as fast on CPUs as its own convolution."""
    x = jnp.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    height, width, inputs, channels = weights.shape
    rows, columns = x.shape[1] - height + 1, x.shape[2] - width + 1
    patches = jnp.concatenate([x[:, row:row + rows, column:column + columns]
                               for row in range(height) for column in range(width)], 3)
    x = activation(patches @ weights.reshape(height * width * inputs, channels) + bias)
    return x.reshape(-1, rows // 2, 2, columns // 2, 2, channels).mean((2, 4))


def logits(layers, x):
    first, second, *dense, (weights, bias) = layers
    x = stage(x.reshape(-1, 28, 28, 1), *first, padding=2)
    x = stage(x, *second, padding=0).reshape(-1, 400)
    for inner_weights, inner_bias in dense:
        x = activation(x @ inner_weights + inner_bias)
    return x @ weights + bias


def descend(state, gradients):
    return (jax.tree.map(lambda parameter, gradient: parameter - RATES[options.kind] * gradient, state[0], gradients),)


clock = Clock()
jax_training.train(clock, options.kind, logits, (initial(jax.random.key(1)),), descend,
                   mnist.read(options.folder, "train"), mnist.read(options.folder, "t10k"), batch=64,
                   epochs=options.epochs)
clock.report()
