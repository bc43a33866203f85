/// Adam with the decay of the weights apart from their gradient (I. Loshchilov and F. Hutter, Decoupled
/// weight decay regularization, ICLR 2019): w ← w · (1 − learningRate · weightDecay) before each step.
package struct AdamW: FirstMomentOptimizer {
  package static let name = "adamw"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  /// As Adam's.
  package var amsgrad: Bool
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    amsgrad: Bool = false, weightDecay: Double = 0.01
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.amsgrad = amsgrad
    self.weightDecay = weightDecay
  }
}
