/// log(1 + exp(beta · z)) / beta, and z where beta · z is above the threshold. PyTorch's `nn.Softplus`.
package struct Softplus: Activation {
  package static let name = "softplus"

  package var beta: Double
  package var threshold: Double

  package init(beta: Double = 1, threshold: Double = 20) {
    self.beta = beta
    self.threshold = threshold
  }

  package var numbers: (s: Double, t: Double) { (beta, threshold) }

  package var halfway: Double? { nil }

  package func formula(of z: String) -> String {
    "where(\(beta) * \(z) - \(threshold), \(z), softplus(\(beta) * \(z)) / \(beta))"
  }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(beta) * \(z) - \(threshold), 1, sigmoid(\(beta) * \(z)))"
  }
}
