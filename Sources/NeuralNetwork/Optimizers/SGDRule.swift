import Model

extension SGD: TrainingOptimizer {
  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S> { SGDRule(self, kernels: kernels) }
}

/// Stochastic gradient descent, with momentum where it is not 0: v ← momentum·v + g,
/// w ← w − learningRate·v. A v too small to matter is flushed to 0; it is 0 at first, so that the first step
/// takes the gradient itself.
final class SGDRule<S: Scalar>: UpdateRule {
  private let optimizer: SGD
  private let kernels: Kernels<S>

  init(_ optimizer: SGD, kernels: Kernels<S>) {
    self.optimizer = optimizer
    self.kernels = kernels
  }

  /// v; none without momentum.
  var slotCount: Int { optimizer.momentum == 0 ? 0 : 1 }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginStep(_ step: Int) {}

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(_ elements: WeightElements<S>) {
    kernels.sgd(
      count: elements.count, learningRate: optimizer.learningRate, momentum: optimizer.momentum,
      gradient: elements.gradient, velocity: slotCount == 0 ? nil : elements.slot(0),
      weights: elements.weights)
  }
}
