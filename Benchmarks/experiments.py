"""Experiment files whose size is a parameter, and the arithmetic that they ask for."""
MNIST = """name: {name}
seed: 42
dataset: mnist
model:
  layers:
    - dense: {{units: $hidden, activation: $activation}}
    - dense: {{units: $hidden2, activation: $activation}}
    - dense: {{units: 10}}
training:
  loss: cross_entropy
  optimizer: {{adam: {{learning_rate: 0.001}}}}
  epochs: {epochs}
  batch_size: 64
  metrics: [accuracy]
sweep:
  grid: {{hidden: [{hidden}], activation: [{activation}]}}
  derive: {{hidden2: hidden // 2}}
{seeds}"""


def mnist(name: str, hidden: int, activations: list[str], epochs: int, seeds: int = 1) -> str:
    """The 784-hidden-hidden/2-10 model on MNIST: one trial for each activation and seed."""
    numbers = ", ".join(str(seed) for seed in range(seeds))
    return MNIST.format(name=name, hidden=hidden, activation=", ".join(activations), epochs=epochs,
                        seeds=f"  seeds: [{numbers}]\n" if seeds > 1 else "")


def operations(hidden: int, epochs: int) -> float:
    """Floating-point operations of one trial in matrix products: forward, weight gradients, input gradients of all
    layers but the first; and the test set's forward pass each epoch."""
    inner = hidden * (hidden // 2) + (hidden // 2) * 10
    weights = 784 * hidden + inner
    return 2 * epochs * (60_000 * (2 * weights + inner) + 10_000 * weights)


def xor(trials: int, epochs: int) -> str:
    """XOR in a 2-4-1 network, once for each seed."""
    return f"""name: xor
generator: numpy
precision: float64
dataset: {{name: xor, format: {{inline: {{features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}}}}}}
model:
  layers:
    - dense: {{units: 4, activation: sigmoid, weights: {{normal: {{standard_deviation: 0.5}}}}, bias: zeros}}
    - dense: {{units: 1, activation: sigmoid, weights: {{normal: {{standard_deviation: 0.5}}}}, bias: zeros}}
training:
  loss: mean_squared_error
  optimizer: {{sgd: {{learning_rate: 1.0}}}}
  batch_size: full
  shuffle: false
  epochs: {epochs}
  record: {{every: {epochs}}}
sweep: {{seeds: [{", ".join(str(seed) for seed in range(trials))}]}}
"""


def grid(size: int) -> str:
    """A plan of size³ trials."""
    numbers = ", ".join(str(number) for number in range(1, size + 1))
    return mnist("grid", 1, ["relu"], 5).replace(
        "grid: {hidden: [1], activation: [relu]}",
        f"grid: {{hidden: [{numbers}], training.optimizer.adam.learning_rate: [{numbers}], seed: [{numbers}], "
        "activation: [relu]}").replace("hidden // 2", "hidden // 2 + 1")
