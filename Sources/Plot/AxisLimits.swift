/// The part of an axis that is in sight: `lower` < `upper`, both finite.
package struct AxisLimits: Sendable, Equatable {
  package let lower: Double
  package let upper: Double

  /// Values further out than this are taken for infinite: differences of larger ones overflow.
  static let farthest = 1e300

  /// Limits as given, the smaller first. Limits that are not finite fall back to 0 and 1, limits too
  /// close to be told apart are moved away from each other.
  package init(_ first: Double, _ second: Double) {
    guard Self.isDrawable(first), Self.isDrawable(second) else {
      lower = 0
      upper = 1
      return
    }
    let low = min(first, second)
    let high = max(first, second)
    let magnitude = max(abs(low), abs(high))
    if magnitude < 1e-280 {
      lower = -0.05
      upper = 0.05
    } else if high - low > magnitude * 1e-11 {
      lower = low
      upper = high
    } else {
      lower = low - 0.05 * magnitude
      upper = high + 0.05 * magnitude
    }
  }

  /// Limits that show all of a range of data with a margin of 5 % at each end, as matplotlib does.
  init(around data: ClosedRange<Double>, integersOnly: Bool) {
    if integersOnly, data.lowerBound == data.upperBound {
      self.init(data.lowerBound - 0.5, data.upperBound + 0.5)
      return
    }
    let margin = (data.upperBound - data.lowerBound) * 0.05
    // Data at the ends of what can be shown have no margin.
    self.init(
      max(data.lowerBound - margin, -Self.farthest), min(data.upperBound + margin, Self.farthest))
  }

  static func isDrawable(_ value: Double) -> Bool {
    value.isFinite && abs(value) <= farthest
  }
}
