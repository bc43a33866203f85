/// 1 where z ≥ 0, else 0. In training its derivative is taken as 1, which makes the gradient of a
/// perceptron's error the perceptron rule.
package struct Step: Activation {
  package static let name = "step"

  package init() {}

  package var halfway: Double? { 0 }

  package func formula(of z: String) -> String { "step(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String { "\(z) * 0" }
}
