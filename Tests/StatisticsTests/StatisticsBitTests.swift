import Testing

@testable import Statistics

/// The bits of results, which are the same on every machine. A change of them is a change of committed
/// results: wanted, or a mistake.
@Suite struct StatisticsBitTests {
  /// FNV-1a over the bytes of the numbers (G. Fowler, L. Noll and P. Vo, 1991).
  private func hash(_ values: [Double]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values {
      for shift in stride(from: 0, to: UInt64(64), by: 8) {
        hash ^= (value.bitPattern >> shift) & 0xFF
        hash &*= 0x100_0000_01B3
      }
    }
    return hash
  }

  @Test func distributions() {
    let normal = NormalDistribution()
    let grid = (1..<40).map { Double($0) * 0.11 }
    #expect(hash(grid.flatMap { [normal.survival($0), normal.quantile($0 / 5)] }) == 0x53C3_0985_DD74_8A45)
    let t = [1, 2.5, 9, 59, 1000].map(StudentT.init)
    #expect(
      hash(t.flatMap { t in grid.flatMap { [t.survival($0), t.quantile($0 / 5)] } }) == 0x4BFF_AAC9_CF4F_9ECA)
    let chiSquared = ChiSquared(degrees: 3)
    let f = FDistribution(numerator: 3, denominator: 12)
    let range = StudentizedRange(groups: 4)
    #expect(
      hash(grid.flatMap { [chiSquared.survival($0), f.survival($0), range.survival($0)] })
        == 0xC545_86ED_0A0C_9A96)
    #expect(hash([range.quantile(0.95), range.cdf(2)]) == 0x6479_03CD_C353_EF37)
  }

  @Test func samples() throws {
    var generator = SplitMix64(seed: 12)
    let first = (0..<25).map { _ in Double(generator.integer(below: 10_000)) / 10_000 }
    let second = (0..<25).map { _ in Double(generator.integer(below: 10_000)) / 10_000 }
    let pairs = try PairedSample(first, second)
    let intervals = [
      pairs.differences.interval(),
      pairs.differences.bootstrapInterval(.percentile, resamples: 200, using: &generator),
      pairs.differences.bootstrapInterval(.bca, resamples: 200, using: &generator),
      ProbabilityOfImprovement(of: pairs.first, over: pairs.second)
        .interval(resamples: 200, using: &generator),
    ].compactMap { $0 }
    #expect(intervals.count == 4)
    #expect(hash(intervals.flatMap { [$0.lower, $0.upper] }) == 0x302F_27CF_8E9F_EC5B)
    let results = [PairedTest.t, .wilcoxon, .permutation(draws: 200)].map { $0(pairs, using: &generator) }
    #expect(
      hash(results.flatMap { [$0.statistic, $0.twoSided, $0.greater, $0.less] }) == 0x8097_AA8F_5842_9667)
  }
}
