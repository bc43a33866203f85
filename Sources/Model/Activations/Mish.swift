/// z · tanh(log(1 + exp(z))). PyTorch's `nn.Mish`.
///
/// D. Misra, Mish: a self regularized non-monotonic activation function, BMVC 2020.
package struct Mish: Activation {
  package static let name = "mish"

  package init() {}

  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "mish(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "tanh(softplus(\(z))) + \(z) * (1 - tanh(softplus(\(z)))^2) * sigmoid(\(z))"
  }
}
