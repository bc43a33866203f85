/// One finite value or more, and what describes them.
package struct Sample: Equatable, Sendable {
  /// In the order given.
  package let values: [Double]
  /// The sum in ascending index order, over n.
  package let mean: Double
  /// √(Σ (x - mean)² / (n - 1)), 0 or more; `nil` for one value.
  package let standardDeviation: Double?
  /// In ascending order.
  private let sorted: [Double]

  /// Values beyond ± this are refused, so that neither sums nor cubes overflow.
  package static let largestMagnitude = 1e100

  package init(_ values: [Double]) throws(StatisticsError) {
    guard !values.isEmpty else { throw .empty }
    if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    if let index = values.firstIndex(where: { abs($0) > Self.largestMagnitude }) {
      throw .tooLarge(index: index)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    self.values = values
    self.mean = mean
    standardDeviation = values.count > 1 ? Self.standardDeviation(values, mean: mean) : nil
    sorted = values.sorted()
  }

  package var count: Int { values.count }
  package var min: Double { sorted[0] }
  package var max: Double { sorted[count - 1] }
  package var median: Double { quantile(0.5) }

  /// The quantile at p (taken to 0...1) by linear interpolation between the order statistics around
  /// (n - 1) p, NumPy's default (definition 7 of R. Hyndman and Y. Fan, "Sample quantiles in statistical
  /// packages", 1996).
  package func quantile(_ p: Double) -> Double { Self.quantile(p, of: sorted) }

  /// mean ± t · sd / √n, with Student's t for n - 1 degrees of freedom; `nil` for one value, or where the
  /// level is not between 0 and 1.
  package func interval(level: Double = 0.95) -> ConfidenceInterval? {
    guard let standardDeviation, level > 0, level < 1 else { return nil }
    let t = -StudentT(degrees: Double(count - 1)).quantile((1 - level) / 2)
    let half = t * standardDeviation / Double(count).squareRoot()
    return ConfidenceInterval(lower: mean - half, upper: mean + half)
  }

  static func quantile(_ p: Double, of sorted: [Double]) -> Double {
    let place = Double(sorted.count - 1) * Swift.min(1, Swift.max(0, p))
    let index = Int(place)
    let low = sorted[index]
    let high = sorted[Swift.min(index + 1, sorted.count - 1)]
    let part = place - Double(index)
    // From the closer end, as NumPy does.
    return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part)
  }

  private static func standardDeviation(_ values: [Double], mean: Double) -> Double {
    // Their mean may be rounded.
    if values.allSatisfy({ $0 == values[0] }) { return 0 }
    let largest = values.reduce(0) { Swift.max($0, abs($1 - mean)) }
    // So small that the squares would vanish. A power of two changes no other bit.
    let scale = largest < 0x1p-400 ? 0x1p400 : 1
    let squares = values.reduce(0) { $0 + (($1 - mean) * scale) * (($1 - mean) * scale) }
    return (squares / Double(values.count - 1)).squareRoot() / scale
  }
}
