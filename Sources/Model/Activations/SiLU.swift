/// z · sigmoid(z). PyTorch's `nn.SiLU`.
///
/// S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units, Neural Networks 107, 2018.
package struct SiLU: Activation {
  package static let name = "silu"

  package init() {}

  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "silu(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "sigmoid(\(z)) * (1 + \(z) * (1 - sigmoid(\(z))))"
  }
}
