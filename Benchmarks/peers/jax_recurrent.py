"""A GRU or LSTM of 64 units and a dense layer on MNIST-1D in JAX: batches of 100, Adam 1e-3, an epoch one compiled
`scan` over its batches, and a `scan` over the 40 steps in it.

    jax_recurrent.py TABLES_FOLDER gru|lstm [--epochs 11]

Prints the lines that clock.py describes.
"""
import processor

processor.prepare_xla()

import jax  # noqa: E402, after its flags are set
import jax.numpy as jnp  # noqa: E402

import adam  # noqa: E402
import jax_training  # noqa: E402
import recurrent_options  # noqa: E402
import sequences  # noqa: E402
from clock import Clock  # noqa: E402

UNITS = 64
options = recurrent_options.parser(__doc__).parse_args()
GATES = {"gru": 3, "lstm": 4}[options.kind]


def initial(key):
    """Uniform within 1 / sqrt(units), as PyTorch has it."""
    shapes = {"input": (1, GATES * UNITS), "state": (UNITS, GATES * UNITS), "input_bias": (GATES * UNITS,),
              "state_bias": (GATES * UNITS,), "dense": (UNITS, 10), "dense_bias": (10,)}
    keys, bound = jax.random.split(key, len(shapes)), UNITS**-0.5
    return {name: jax.random.uniform(key, shape, minval=-bound, maxval=bound)
            for key, (name, shape) in zip(keys, shapes.items())}


def gru(parameters, state, projected):
    recurrent = state @ parameters["state"] + parameters["state_bias"]
    (reset, update, new), (from_reset, from_update, from_new) = [jnp.split(all, 3, 1) for all in (projected, recurrent)]
    update = jax.nn.sigmoid(update + from_update)
    new = jnp.tanh(new + jax.nn.sigmoid(reset + from_reset) * from_new)
    return (1 - update) * new + update * state


def lstm(parameters, state, projected):
    output, cell = state
    gates = projected + output @ parameters["state"] + parameters["state_bias"]
    enter, forget, candidate, leave = jnp.split(gates, 4, 1)
    cell = jax.nn.sigmoid(forget) * cell + jax.nn.sigmoid(enter) * jnp.tanh(candidate)
    return jax.nn.sigmoid(leave) * jnp.tanh(cell), cell


def logits(parameters, x):
    # (steps, batch, gates): the inputs' share of all steps in one product.
    projected = jnp.swapaxes(x, 0, 1) @ parameters["input"] + parameters["input_bias"]
    zeros = jnp.zeros((x.shape[0], UNITS))
    if options.kind == "gru":
        last, _ = jax.lax.scan(lambda state, part: (gru(parameters, state, part), None), zeros, projected)
    else:
        start = zeros, zeros
        (last, _), _ = jax.lax.scan(lambda state, part: (lstm(parameters, state, part), None), start, projected)
    return last @ parameters["dense"] + parameters["dense_bias"]


training, test = sequences.read(options.folder)
clock = Clock()
jax_training.train(clock, options.kind, logits, adam.initial(initial(jax.random.key(1))), adam.update, training, test,
                   batch=100, epochs=options.epochs)
clock.report()
