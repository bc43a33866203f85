/// X. Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023 (EvoLved Sign Momentum):
/// w ← w · (1 − learningRate · weightDecay) − learningRate · sign(beta1 · m + (1 − beta1) · g), then
/// m ← beta2 · m + (1 − beta2) · g.
package struct Lion: Optimizer {
  package static let name = "lion"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.0001, beta1: Double = 0.9, beta2: Double = 0.99, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.weightDecay = weightDecay
  }
}
