/// M. D. Zeiler, Adadelta: an adaptive learning rate method, arXiv:1212.5701, 2012:
/// s ← rho · s + (1 − rho) · g², δ = √(d + epsilon) / √(s + epsilon) · g, d ← rho · d + (1 − rho) · δ²,
/// w ← w − learningRate · δ.
package struct AdaDelta: Optimizer {
  package static let name = "adadelta"

  package var learningRate: Double
  package var rho: Double
  package var epsilon: Double
  /// g + weightDecay · w takes the place of g.
  package var weightDecay: Double

  package init(
    learningRate: Double = 1, rho: Double = 0.9, epsilon: Double = 1e-6, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    self.weightDecay = weightDecay
  }
}
