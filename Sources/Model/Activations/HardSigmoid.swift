/// min(max(z + 3, 0), 6) / 6. PyTorch's `nn.Hardsigmoid`.
package struct HardSigmoid: Activation {
  package static let name = "hard_sigmoid"

  package init() {}

  package var halfway: Double? { 0 }

  package func formula(of z: String) -> String { "hard_sigmoid(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(z) + 3, where(3 - \(z), 1 / 6, 0), 0)"
  }
}
