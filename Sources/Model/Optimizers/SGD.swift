/// Stochastic gradient descent with PyTorch's momentum: v ← momentum · v + (1 − dampening) · g,
/// w ← w − learningRate · v. In the first step v is g itself.
package struct SGD: MomentumOptimizer {
  package static let name = "sgd"

  package var learningRate: Double
  package var momentum: Double
  /// How much less of a gradient the velocity takes.
  package var dampening: Double
  /// Whether a step is along g + momentum · v instead of v (I. Sutskever et al., ICML 2013, in PyTorch's
  /// form).
  package var nesterov: Bool
  /// g + weightDecay · w takes the place of g.
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.01, momentum: Double = 0, dampening: Double = 0, nesterov: Bool = false,
    weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.dampening = dampening
    self.nesterov = nesterov
    self.weightDecay = weightDecay
  }

  package var fault: OptimizerFault? {
    guard nesterov else { return nil }
    if momentum == 0 { return .nesterovWithoutMomentum }
    return dampening == 0 ? nil : .nesterovWithDampening
  }
}
