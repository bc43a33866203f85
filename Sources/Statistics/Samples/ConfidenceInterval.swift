/// An interval of a confidence level, both ends included.
package struct ConfidenceInterval: Equatable, Sendable {
  package let lower: Double, upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
