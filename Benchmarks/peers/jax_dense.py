"""Dense networks on MNIST in JAX: Adam 1e-3, an epoch one compiled `scan` over its batches, the data on the device, the
state donated. Several seeds are trained side by side by `vmap`, or with --devices one after the other on each core.

    jax_dense.py MNIST_FOLDER [--sizes 784,128,64,10] [--activations relu] [--batch 64] [--epochs 5] [--seeds 1]
                 [--devices]

Prints the lines that clock.py describes.
"""
import math

import numpy as np

import dense_options
import mnist
import processor
from clock import Clock

parser = dense_options.parser(__doc__)
parser.add_argument("--devices", action="store_true", help="make each core a device, which has a share of the seeds")
options = parser.parse_args()
devices = math.gcd(options.seeds, processor.cores()) if options.devices else 1
processor.prepare_xla(devices)

import jax  # noqa: E402, after its flags are set
import jax.numpy as jnp  # noqa: E402
from jax.sharding import PartitionSpec  # noqa: E402

import adam  # noqa: E402
import jax_training  # noqa: E402

ACTIVATIONS = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh}


def initial(key):
    """The weights and biases of PyTorch's Linear: uniform within 1 / sqrt(inputs)."""
    layers = []
    for inputs, outputs in zip(options.sizes, options.sizes[1:]):
        key, for_weights, for_bias = jax.random.split(key, 3)
        bound = inputs**-0.5
        layers.append((jax.random.uniform(for_weights, (inputs, outputs), minval=-bound, maxval=bound),
                       jax.random.uniform(for_bias, (outputs,), minval=-bound, maxval=bound)))
    return layers


def network(activation):
    """The function of parameters and examples (batch, features)."""
    def logits(layers, x):
        for weights, bias in layers[:-1]:
            x = activation(x @ weights + bias)
        weights, bias = layers[-1]
        return x @ weights + bias

    return logits


def side_by_side(epoch):
    """An epoch of all seeds."""
    if devices == 1:
        return jax.vmap(epoch, (0, None, None, 0, 0))

    def share(state, x, y, batches, rest):
        return jax.lax.map(lambda seed: epoch(seed[0], x, y, *seed[1:]), (state, batches, rest))

    each = PartitionSpec("seeds")
    return jax.shard_map(share, mesh=mesh, in_specs=(each, PartitionSpec(), PartitionSpec(), each, each),
                         out_specs=each, check_vma=False)


def place(values, axis=None):
    """Values on the devices: all of them on each, or a share of the seeds each."""
    return jax.device_put(values, jax.sharding.NamedSharding(mesh, PartitionSpec(axis)))


def batches(generator, examples):
    """An order of the examples for each seed: full batches, and what remains."""
    orders = [jax_training.batches(generator, examples, options.batch) for _ in range(options.seeds)]
    return place(tuple(np.stack(part) for part in zip(*orders)), "seeds")


def train_side_by_side(name, logits):
    (x, y), (x_test, y_test) = place((training, test))
    keys = jax.random.split(jax.random.key(42), options.seeds)
    state = place(jax.vmap(lambda key: adam.initial(initial(key)))(keys), "seeds")
    generator = np.random.default_rng(42)
    epoch = jax.jit(side_by_side(jax_training.epoch(logits, adam.update)), donate_argnums=0)
    accuracy = jax.jit(jax.vmap(jax_training.accuracy(logits), (0, None, None)))
    arguments = batches(generator, len(y))
    run = clock.compile(lambda: epoch.lower(state, x, y, *arguments).compile())
    evaluate = clock.compile(lambda: accuracy.lower(state, x_test, y_test).compile())

    def train_epoch(_):
        nonlocal state
        state, value = run(state, x, y, *batches(generator, len(y)))
        return float(value.mean())

    clock.train(name, options.epochs, train_epoch, lambda: float(evaluate(state, x_test, y_test).mean()))


mesh = jax.make_mesh((devices,), ("seeds",), axis_types=(jax.sharding.AxisType.Auto,))
clock = Clock()
training, test = mnist.read(options.folder, "train"), mnist.read(options.folder, "t10k")
for name in options.activations:
    logits = network(ACTIVATIONS[name])
    if options.seeds > 1:
        train_side_by_side(name, logits)
    else:
        jax_training.train(clock, name, logits, adam.initial(initial(jax.random.key(42))), adam.update, training, test,
                           options.batch, options.epochs)
clock.report()
