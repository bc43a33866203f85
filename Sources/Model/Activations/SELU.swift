/// scale · z where z > 0, else scale · alpha · (exp(z) − 1), with the numbers that keep the mean 0 and the
/// variance 1 from layer to layer. PyTorch's `nn.SELU`.
///
/// G. Klambauer et al., Self-normalizing neural networks, NeurIPS 2017.
package struct SELU: Activation {
  package static let name = "selu"

  package static let alpha = 1.6732632423543772848170429916717
  package static let scale = 1.0507009873554804934193349852946

  package init() {}

  package var formulaName: String { ELU.name }
  package var numbers: (s: Double, t: Double) { (Self.alpha * Self.scale, Self.scale) }
  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "selu(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(z), \(Self.scale), \(a) + \(Self.alpha * Self.scale))"
  }
}
