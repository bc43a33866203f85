/// D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015.
package struct Adam: Optimizer {
  package static let name = "adam"

  package var learningRate: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double

  package init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }
}
