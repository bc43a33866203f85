@testable import NeuralNetwork

/// A value that a test compares with, more exact than a double: `high` is the double nearest to it, `low` the
/// rest.
struct ExactValue {
  let high: Double
  let low: Double

  /// How far `actual` is from it, in units in the last place of a number of its size in `S`; below the normal
  /// numbers the unit stays that of the smallest.
  func ulps<S: Scalar>(from actual: S) -> Double {
    if high.isNaN { return actual.isNaN ? 0 : .infinity }
    if actual.isNaN { return .infinity }
    let nearest = S(high)
    if nearest.isInfinite || actual.isInfinite { return nearest == actual ? 0 : .infinity }
    let unit = Double(Swift.max(nearest.magnitude, S.leastNonzeroMagnitude).ulp)
    return (((Double(actual) - high) - low) / unit).magnitude
  }
}
