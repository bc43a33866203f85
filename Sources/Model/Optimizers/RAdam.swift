/// Adam whose step is rectified while the second moment is of few gradients (L. Liu et al., On the variance
/// of the adaptive learning rate and beyond, ICLR 2020), as PyTorch has it.
package struct RAdam: FirstMomentOptimizer {
  package static let name = "radam"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  package var weightDecay: Double
  /// Whether the weights decay as AdamW's, or by their gradient.
  package var isDecayDecoupled: Bool

  package init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 0, isDecayDecoupled: Bool = false
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.isDecayDecoupled = isDecayDecoupled
  }
}
