/// T. Tieleman and G. Hinton, lecture 6.5 of Neural networks for machine learning, 2012, as PyTorch has it:
/// s ← alpha · s + (1 − alpha) · g², w ← w − learningRate · g / (√s + epsilon). With momentum,
/// v ← momentum · v + g / (√s + epsilon) and w ← w − learningRate · v.
package struct RMSProp: MomentumOptimizer {
  package static let name = "rmsprop"

  package var learningRate: Double
  package var alpha: Double
  package var epsilon: Double
  package var momentum: Double
  /// Whether the square of a running mean of g is taken from s (A. Graves, arXiv:1308.0850, 2013).
  package var isCentered: Bool
  /// g + weightDecay · w takes the place of g.
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.01, alpha: Double = 0.99, epsilon: Double = 1e-8, momentum: Double = 0,
    isCentered: Bool = false, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.alpha = alpha
    self.epsilon = epsilon
    self.momentum = momentum
    self.isCentered = isCentered
    self.weightDecay = weightDecay
  }
}
