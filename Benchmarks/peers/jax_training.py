"""How the JAX peers of one network train: an epoch is one compiled `scan` over its batches, the state donated."""
import jax
import jax.numpy as jnp
import numpy as np


def cross_entropy(logits, labels):
    # A product with ones and zeros, as a gather has a slow gradient on CPUs.
    return -(jax.nn.log_softmax(logits) * jax.nn.one_hot(labels, logits.shape[-1])).sum(1).mean()


def epoch(logits, update):
    """The function that trains an epoch: of the state, whose first element are the parameters, features, labels, the
    rows of each full batch (batches, batch), and the rows that remain."""
    def loss(parameters, x, y):
        return cross_entropy(logits(parameters, x), y)

    def train(state, x, y, batches, rest):
        def step(state, rows):
            value, gradients = jax.value_and_grad(loss)(state[0], x[rows], y[rows])
            return update(state, gradients), value

        state, losses = jax.lax.scan(step, state, batches)
        if rest.shape[0]:
            state, last = step(state, rest)
            losses = jnp.append(losses, last)
        return state, losses.mean()

    return train


def accuracy(logits):
    """The function of state, features and labels."""
    return lambda state, x, y: (logits(state[0], x).argmax(1) == y).mean()


def batches(generator, examples, size):
    """An order of the examples: full batches, and what remains."""
    order = generator.permutation(examples).astype(np.int32)
    full = examples - examples % size
    return order[:full].reshape(-1, size), order[full:]


def train(clock, name, logits, state, update, training, test, batch, epochs):
    """Trains one network."""
    (x, y), (x_test, y_test) = jax.device_put((training, test))
    generator = np.random.default_rng(42)
    arguments = batches(generator, len(y), batch)
    run = clock.compile(
        lambda: jax.jit(epoch(logits, update), donate_argnums=0).lower(state, x, y, *arguments).compile())
    evaluate = clock.compile(lambda: jax.jit(accuracy(logits)).lower(state, x_test, y_test).compile())

    def train_epoch(_):
        nonlocal state
        state, value = run(state, x, y, *batches(generator, len(y), batch))
        return float(value)

    clock.train(name, epochs, train_epoch, lambda: float(evaluate(state, x_test, y_test)))
