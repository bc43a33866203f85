/// 1 / (1 + exp(-z)).
package struct Sigmoid: Activation {
  package static let name = "sigmoid"

  package init() {}

  package var halfway: Double? { 0 }

  package func formula(of z: String) -> String { "sigmoid(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String { "\(a) * (1 - \(a))" }
}
