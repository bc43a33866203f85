/// z / (1 + |z|). PyTorch's `nn.Softsign`.
package struct Softsign: Activation {
  package static let name = "softsign"

  package init() {}

  package var halfway: Double? { 1 }

  package func formula(of z: String) -> String { "softsign(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String { "1 / (1 + abs(\(z)))^2" }
}
