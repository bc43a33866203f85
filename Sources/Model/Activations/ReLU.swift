/// max(z, 0).
package struct ReLU: Activation {
  package static let name = "relu"

  package init() {}

  package func formula(of z: String) -> String { "relu(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String { "where(\(z), 1, 0)" }
}
