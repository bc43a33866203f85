/// z.
package struct Identity: Activation {
  package static let name = "identity"

  package init() {}

  package func formula(of z: String) -> String { "\(z)" }

  package func derivativeFormula(z: String, a: String) -> String { "\(z) * 0 + 1" }
}
