/// D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015.
package struct Adam: FirstMomentOptimizer {
  package static let name = "adam"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  /// Whether the step is divided by the largest second moment so far instead of the present one
  /// (S. J. Reddi, S. Kale and S. Kumar, On the convergence of Adam and beyond, ICLR 2018).
  package var amsgrad: Bool
  /// g + weightDecay · w takes the place of g.
  package var weightDecay: Double

  package init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    amsgrad: Bool = false, weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.amsgrad = amsgrad
    self.weightDecay = weightDecay
  }
}
