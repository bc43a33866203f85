/// z, but at least `minimum` and at most `maximum`. PyTorch's `nn.Hardtanh`; from 0 to 6 its `nn.ReLU6`.
package struct Hardtanh: Activation {
  package static let name = "hardtanh"

  package var minimum: Double
  package var maximum: Double

  package init(minimum: Double = -1, maximum: Double = 1) {
    self.minimum = minimum
    self.maximum = maximum
  }

  package var numbers: (s: Double, t: Double) { (minimum, maximum) }
  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "hardtanh(\(z), \(minimum), \(maximum))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(z) - \(minimum), where(\(maximum) - \(z), 1, 0), 0)"
  }
}
