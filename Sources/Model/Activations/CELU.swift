/// z where z > 0, else alpha · (exp(z / alpha) − 1), which is smooth for every alpha. PyTorch's `nn.CELU`.
///
/// J. T. Barron, Continuously differentiable exponential linear units, arXiv:1704.07483, 2017.
package struct CELU: Activation {
  package static let name = "celu"

  package var alpha: Double

  package init(alpha: Double = 1) { self.alpha = alpha }

  package var numbers: (s: Double, t: Double) { (alpha, 1 / alpha) }

  package func formula(of z: String) -> String { "celu(\(z), \(alpha))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(z), 1, \(a) / \(alpha) + 1)"
  }
}
