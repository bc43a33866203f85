/// How the parameters follow their gradients, as an experiment declares it; the semantics are PyTorch's.
package enum OptimizerDescription: Equatable, Sendable {
  /// v ← momentum·v + g, w ← w − learningRate·v.
  case sgd(learningRate: Double, momentum: Double)
  /// D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015.
  case adam(learningRate: Double, beta1: Double, beta2: Double, epsilon: Double)

  /// The optimizer of a trial with `count` numbers to train.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  func makeOptimizer<S>(count: Int, kernels: Kernels<S>) throws(TrainingError) -> any Optimizer<S> {
    switch self {
    case .sgd(let learningRate, let momentum):
      try SGD(learningRate: learningRate, momentum: momentum, count: count, kernels: kernels)
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      try Adam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, count: count,
        kernels: kernels)
    }
  }
}
