/// J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods, JMLR 12, 2011: s ← s + g²,
/// w ← w − rate · g / (√s + epsilon), with rate = learningRate / (1 + (t − 1) · learningRateDecay) in step t.
package struct AdaGrad: Optimizer {
  package static let name = "adagrad"

  package var learningRate: Double
  package var learningRateDecay: Double
  /// s before the first step.
  package var initialAccumulator: Double
  package var epsilon: Double
  /// g + weightDecay · w takes the place of g.
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.01, learningRateDecay: Double = 0, initialAccumulator: Double = 0,
    epsilon: Double = 1e-10, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.learningRateDecay = learningRateDecay
    self.initialAccumulator = initialAccumulator
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }
}
