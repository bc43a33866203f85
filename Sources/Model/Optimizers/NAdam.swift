/// Adam with Nesterov's momentum (T. Dozat, Incorporating Nesterov momentum into Adam, 2016), as PyTorch has
/// it.
package struct NAdam: Optimizer {
  package static let name = "nadam"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  /// How fast the momentum of step t, beta1 · (1 − 0.96^(t · momentumDecay) / 2), approaches beta1.
  package var momentumDecay: Double
  package var weightDecay: Double
  /// Whether the weights decay as AdamW's, or by their gradient.
  package var isDecayDecoupled: Bool

  package init(
    learningRate: Double = 0.002, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    momentumDecay: Double = 0.004, weightDecay: Double = 0, isDecayDecoupled: Bool = false
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.momentumDecay = momentumDecay
    self.weightDecay = weightDecay
    self.isDecayDecoupled = isDecayDecoupled
  }
}
