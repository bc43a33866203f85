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


def trial(activation):
    """Functions of one network: an epoch of training, and the accuracy."""
    def logits(layers, x):
        for weights, bias in layers[:-1]:
            x = activation(x @ weights + bias)
        weights, bias = layers[-1]
        return x @ weights + bias

    def loss(layers, x, y):
        # A product with ones and zeros, as a gather has a slow gradient on CPUs.
        return -(jax.nn.log_softmax(logits(layers, x)) * jax.nn.one_hot(y, options.sizes[-1])).sum(1).mean()

    def epoch(state, x, y, batches, rest):
        def step(state, rows):
            value, gradients = jax.value_and_grad(loss)(state[0], x[rows], y[rows])
            return adam.update(state, gradients), value

        state, losses = jax.lax.scan(step, state, batches)
        if rest.shape[0]:
            state, last = step(state, rest)
            losses = jnp.append(losses, last)
        return state, losses.mean()

    def accuracy(state, x, y):
        return (logits(state[0], x).argmax(1) == y).mean()

    return epoch, accuracy


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
    order = np.stack([generator.permutation(examples).astype(np.int32) for _ in range(options.seeds)])
    full = examples - examples % options.batch
    parts = order[:, :full].reshape(options.seeds, -1, options.batch), order[:, full:]
    return place(parts, "seeds") if options.seeds > 1 else tuple(part[0] for part in parts)


mesh = jax.make_mesh((devices,), ("seeds",), axis_types=(jax.sharding.AxisType.Auto,))
clock = Clock()
x, y = place(mnist.read(options.folder, "train"))
x_test, y_test = place(mnist.read(options.folder, "t10k"))
for name in options.activations:
    epoch, accuracy = trial(ACTIVATIONS[name])
    keys = jax.random.split(jax.random.key(42), options.seeds)
    if options.seeds > 1:
        epoch, accuracy = side_by_side(epoch), jax.vmap(accuracy, (0, None, None))
        state = place(jax.vmap(lambda key: adam.initial(initial(key)))(keys), "seeds")
    else:
        state = adam.initial(initial(keys[0]))
    generator = np.random.default_rng(42)
    arguments = batches(generator, len(y))
    epoch = clock.compile(lambda: jax.jit(epoch, donate_argnums=0).lower(state, x, y, *arguments).compile())
    accuracy = clock.compile(lambda: jax.jit(accuracy).lower(state, x_test, y_test).compile())

    def train(_):
        global state
        state, value = epoch(state, x, y, *batches(generator, len(y)))
        return float(value.mean())

    clock.train(name, options.epochs, train, lambda: float(accuracy(state, x_test, y_test).mean()))
clock.report()
