/// How probably a run of one sample is above a run of another, over all pairs of runs: the mean over i and j
/// of 1 where aᵢ > bⱼ, ½ where they are equal, else 0 (R. Agarwal et al., "Deep reinforcement learning at the
/// edge of the statistical precipice", 2021, section 4.3). The samples may differ in size.
package struct ProbabilityOfImprovement: Sendable {
  /// 0...1.
  package let value: Double
  /// The places of the values among the distinct values of both samples.
  private let first: [Int], second: [Int]
  private let distinct: Int

  package init(of first: Sample, over second: Sample) {
    let levels = (first.values + second.values).sorted()
    var place: [Double: Int] = [:]
    // Zeros of both signs are one key.
    for level in levels where place[level] == nil { place[level] = place.count }
    self.first = first.values.map { place[$0] ?? 0 }
    self.second = second.values.map { place[$0] ?? 0 }
    distinct = place.count
    value = Self.value(self.first, self.second, distinct)
  }

  /// The percentile bootstrap interval. Each resample draws first from one sample, then from the other, as
  /// runs are not paired here. `nil` where both samples have one value, without resamples, or for a level
  /// that is not between 0 and 1.
  package func interval(
    level: Double = 0.95, resamples: Int = 10_000, using generator: inout some RandomNumberGenerator
  ) -> ConfidenceInterval? {
    guard first.count + second.count > 2, resamples > 0, level > 0, level < 1 else { return nil }
    let values = (0..<resamples).map { _ in
      let drawn = (0..<first.count).map { _ in first[generator.integer(below: first.count)] }
      return Self.value(drawn, second.map { _ in second[generator.integer(below: second.count)] }, distinct)
    }.sorted()
    return ConfidenceInterval(
      lower: Sample.quantile((1 - level) / 2, of: values),
      upper: Sample.quantile(1 - (1 - level) / 2, of: values))
  }

  /// Counts pairs from the smallest distinct value on; twice their number is an integer.
  private static func value(_ first: [Int], _ second: [Int], _ distinct: Int) -> Double {
    var ours = [Int](repeating: 0, count: distinct)
    var theirs = ours
    for place in first { ours[place] += 1 }
    for place in second { theirs[place] += 1 }
    var below = 0
    var doubled = 0
    for (mine, other) in zip(ours, theirs) {
      doubled += mine * (2 * below + other)
      below += other
    }
    return Double(doubled) / 2 / (Double(first.count) * Double(second.count))
  }
}
