/// z where z > 0, else alpha · (exp(z) − 1). PyTorch's `nn.ELU`.
///
/// D.-A. Clevert, T. Unterthiner and S. Hochreiter, Fast and accurate deep network learning by exponential
/// linear units, ICLR 2016.
package struct ELU: Activation {
  package static let name = "elu"

  package var alpha: Double

  package init(alpha: Double = 1) { self.alpha = alpha }

  package var numbers: (s: Double, t: Double) { (alpha, 1) }

  package func formula(of z: String) -> String { "elu(\(z), \(alpha))" }

  package func derivativeFormula(z: String, a: String) -> String { "where(\(z), 1, \(a) + \(alpha))" }
}
