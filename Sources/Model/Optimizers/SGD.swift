/// Stochastic gradient descent with PyTorch's momentum: v ← momentum · v + g, w ← w − learningRate · v.
package struct SGD: Optimizer {
  package static let name = "sgd"

  package var learningRate: Double
  package var momentum: Double

  package init(learningRate: Double = 0.01, momentum: Double = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
  }
}
