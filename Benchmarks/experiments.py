"""Experiment files whose size is a parameter, and the arithmetic that they ask for."""
MNIST = """name: {name}
seed: 42
dataset: {dataset}
model:
  layers:
    - dense: {{units: $hidden, activation: $activation}}
    - dense: {{units: $hidden2, activation: $activation}}
    - dense: {{units: 10}}
training:
  loss: cross_entropy
  optimizer: {{adam: {{learning_rate: 0.001}}}}
  epochs: {epochs}
  record: {{every: {every}}}
  batch_size: {batch}
  metrics: [accuracy]
sweep:
  grid: {{hidden: [{hidden}], activation: [{activation}]}}
  derive: {{hidden2: hidden // 2}}
{seeds}"""


def mnist(name: str, hidden: int, activations: list[str], epochs: int, seeds: int = 1, batch: int = 64,
          dataset: str = "mnist", every: int = 1) -> str:
    """The 784-hidden-hidden/2-10 model on MNIST: one trial for each activation and seed, evaluated after the first
    epoch, every so many after it, and the last."""
    numbers = ", ".join(str(seed) for seed in range(seeds))
    return MNIST.format(name=name, hidden=hidden, activation=", ".join(activations), epochs=epochs, batch=batch,
                        dataset=dataset, every=every, seeds=f"  seeds: [{numbers}]\n" if seeds > 1 else "")


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


def lenet(kind: str, epochs: int) -> str:
    """LeNet-5 on MNIST: `sigmoid`, `tanh`, or `batch_norm` with rectifiers."""
    activation = {"batch_norm": "relu"}.get(kind, kind)
    normalization = "batch_norm, " if kind == "batch_norm" else ""

    def stage(channels: int, padding: int) -> str:
        return (f"{{conv2d: {{channels: {channels}, kernel: 5, padding: {padding}}}}}, {normalization}{activation}, "
                "{average_pool2d: 2}")

    return f"""name: lenet-{kind.replace("_", "-")}
seed: 1
dataset: mnist
model:
  layers: [{stage(6, 2)}, {stage(16, 0)}, {{dense: {{units: [120, 84], activation: {activation}}}}}, {{dense: 10}}]
training:
  loss: cross_entropy
  optimizer: {{sgd: {{learning_rate: {0.9 if kind == "sigmoid" else 0.1}}}}}
  epochs: {epochs}
  record: {{every: {epochs}}}
  batch_size: 64
  metrics: [accuracy]
"""


def recurrent(kind: str, epochs: int) -> str:
    """A `gru` or `lstm` of 64 units whose last state a dense layer reads, on MNIST-1D: 4,000 sequences of 40 steps."""
    return f"""name: {kind}
seed: 1
dataset: mnist1d
model: {{layers: [{{{kind}: 64}}, {{dense: 10}}]}}
training:
  loss: cross_entropy
  optimizer: {{adam: {{learning_rate: 0.001}}}}
  epochs: {epochs}
  record: {{every: {epochs}}}
  batch_size: 100
  metrics: [accuracy]
"""
