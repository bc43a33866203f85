/// Two samples of equal size whose values belong together by index. The mean difference with its intervals is
/// that of ``differences``, where resamples are of pairs.
package struct PairedSample: Equatable, Sendable {
  package let first: Sample, second: Sample
  /// first - second.
  package let differences: Sample
  /// How far a difference may be from that of the numbers that the doubles were rounded from, 0.97 and 0.96
  /// say: half an ulp of each, and of the difference, is at most 2⁻⁵² (|first| + |second|).
  let rounding: Double

  /// - Throws: What ``Sample`` refuses, of the first sample before the second;
  ///   ``StatisticsError/unpaired(first:second:)``.
  package init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    try self.init(Sample(first), Sample(second))
  }

  /// - Throws: ``StatisticsError/unpaired(first:second:)``; ``StatisticsError/tooLarge(index:)`` for a
  ///   difference.
  package init(_ first: Sample, _ second: Sample) throws(StatisticsError) {
    guard first.count == second.count else {
      throw .unpaired(first: first.count, second: second.count)
    }
    self.first = first
    self.second = second
    let pairs = zip(first.values, second.values)
    differences = try Sample(pairs.map { $0 - $1 })
    rounding = 0x1p-52 * pairs.reduce(0) { max($0, abs($1.0) + abs($1.1)) }
  }

  package var count: Int { differences.count }
}

/// Differences from which the mean under the null hypothesis was taken, as the tests see them.
struct CenteredDifferences {
  let values: [Double]
  /// How far each may be from what it stands for. Values that differ by at most twice as much count as equal.
  let rounding: Double

  /// `nil` where the null hypothesis's difference is not a number, or is beyond ±
  /// ``Sample/largestMagnitude``.
  init?(_ pairs: PairedSample, nullDifference: Double) {
    guard abs(nullDifference) <= Sample.largestMagnitude else { return nil }
    values = pairs.differences.values.map { $0 - nullDifference }
    rounding = pairs.rounding + 0x1p-52 * abs(nullDifference)
  }

  var areEqual: Bool { (values.max() ?? 0) - (values.min() ?? 0) <= 2 * rounding }

  func isZero(_ value: Double) -> Bool { abs(value) <= rounding }
}
