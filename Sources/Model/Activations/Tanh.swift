/// The hyperbolic tangent of z.
package struct Tanh: Activation {
  package static let name = "tanh"

  package init() {}

  package var halfway: Double? { 0.5493061443340548 }  // atanh(0.5) = ln(3) / 2

  package func formula(of z: String) -> String { "tanh(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String { "1 - \(a)^2" }
}
