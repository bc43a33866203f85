"""Adam with PyTorch's defaults, written out for JAX."""
import jax
import jax.numpy as jnp


def initial(parameters):
    """The state of training: parameters, both moments, and the number of steps taken."""
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return parameters, zeros, jax.tree.map(jnp.zeros_like, parameters), jnp.zeros((), jnp.int32)


def update(state, gradients, rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """The state after a step along these gradients."""
    parameters, first, second, steps = state
    steps += 1
    # Divisions by numbers that all elements share are made once.
    size, scale = rate / (1 - beta1**steps), jax.lax.rsqrt(1 - beta2**steps)
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, second, gradients)
    parameters = jax.tree.map(
        lambda p, m, v: p - size * m / (jnp.sqrt(v) * scale + epsilon), parameters, first, second)
    return parameters, first, second, steps
