/// z · Φ(z), with the distribution function Φ of the standard normal distribution; or, by tanh,
/// z · (1 + tanh(√(2/π) · (z + 0.044715 z³))) / 2. PyTorch's `nn.GELU`.
///
/// D. Hendrycks and K. Gimpel, Gaussian error linear units, arXiv:1606.08415, 2016.
package struct GELU: Activation {
  package static let name = "gelu"

  package var approximation: GELUApproximation

  package init(approximation: GELUApproximation = .none) { self.approximation = approximation }

  package var formulaName: String { approximation == .none ? "gelu" : "gelu_tanh" }
  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "\(formulaName)(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    if approximation == .none {
      return "(1 + erf(\(z) / sqrt(2))) / 2 + \(z) * exp(-\(z)^2 / 2) * 0.3989422804014327"
    }
    let tanh = "tanh(0.7978845608028654 * (\(z) + 0.044715 * \(z)^3))"
    let slope = "0.7978845608028654 * (1 + 0.134145 * \(z)^2)"
    return "(1 + \(tanh)) / 2 + \(z) * (1 - \(tanh)^2) * \(slope) / 2"
  }
}

/// How Φ is computed.
package enum GELUApproximation: String, CaseIterable, Sendable {
  case none, tanh
}
