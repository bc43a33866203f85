import Testing

@testable import Statistics

/// Against statsmodels and SciPy (Goldens/make_comparisons.py), and what verdicts are.
@Suite struct ComparisonTests {
  private struct Goldens: Decodable {
    struct Corrections: Decodable { var p: [Double], holm: [Double], bonferroni: [Double] }
    struct Spending: Decodable { var alpha: Double, every: Int, atMost: Int, looks: [Int], levels: [Double] }
    var corrections: [Corrections], spending: [Spending]
  }

  private let goldens: Goldens

  init() throws { goldens = try StatisticsTests.goldens("comparisons", as: Goldens.self) }

  @Test func corrections() throws {
    try #require(goldens.corrections.count >= 7)
    for golden in goldens.corrections {
      for (correction, expected) in [(Correction.holm, golden.holm), (.bonferroni, golden.bonferroni)] {
        let found = correction.adjusted(golden.p)
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) {
          expect(found, expected, relative: 1e-15, "\(correction) of \(golden.p)")
        }
      }
    }
    #expect(Correction.holm.adjusted([]) == [])
    #expect(Correction.holm.adjusted([.nan, 0.01, -1, 2]) == [1, 0.03, 0, 1])
    #expect(Correction.bonferroni.adjusted([.nan, 0.01]) == [1, 0.02])
  }

  @Test func levelsOfLooks() throws {
    try #require(goldens.spending.count >= 5)
    for golden in goldens.spending {
      let spending = try AlphaSpending(alpha: golden.alpha, every: golden.every, atMost: golden.atMost)
      #expect(spending.looks == golden.looks)
      for (look, level) in zip(golden.looks, golden.levels) {
        expect(spending.level(after: look), level, relative: 1e-11, "after \(look) of \(golden)")
      }
      let sum = golden.looks.reduce(0) { $0 + (spending.level(after: $1) ?? .nan) }
      expect(sum, golden.alpha, relative: 1e-14, "all of \(golden)")
      #expect(spending.level(after: 0) == nil)
      #expect(spending.level(after: golden.atMost + golden.every) == nil)
      #expect(golden.every == 1 || spending.level(after: golden.every - 1) == nil)
    }
    #expect(throws: StatisticsError.level(1)) { try AlphaSpending(alpha: 1, every: 1, atMost: 2) }
    #expect(throws: StatisticsError.every(0)) { try AlphaSpending(every: 0, atMost: 2) }
    #expect(throws: StatisticsError.atMost(4, every: 5)) { try AlphaSpending(every: 5, atMost: 4) }
    #expect(
      "\(StatisticsError.atMost(4, every: 5))"
        == "the first look comes after 5 replicates, there are at most 4")
  }

  /// Normal differences of mean 0 are looked at until a look rejects. Without the levels, the same looks at
  /// alpha reject far more often.
  @Test func looksKeepTheErrorBelowAlpha() throws {
    let alpha = 0.1
    let spending = try AlphaSpending(alpha: alpha, every: 4, atMost: 20)
    let experiments = 1_500
    var generator = SplitMix64(seed: 3)
    let normal = NormalDistribution()
    var rejections = 0
    var naive = 0
    for _ in 0..<experiments {
      let values = (0..<spending.atMost).map { _ in
        normal.quantile((Double(generator.next() >> 11) + 0.5) * 0x1p-53)
      }
      let pValues = try spending.looks.map { count in
        try PairedSample(Array(values.prefix(count)), Array(repeating: 0, count: count)).tTest().twoSided
      }
      let levels = spending.looks.map { spending.level(after: $0) ?? .nan }
      if zip(pValues, levels).contains(where: { $0 <= $1 }) { rejections += 1 }
      if pValues.contains(where: { $0 <= alpha }) { naive += 1 }
    }
    let rate = Double(rejections) / Double(experiments)
    #expect(rate < alpha)
    // Not so low either that the levels were of no use.
    #expect(rate > 0.5 * alpha)
    #expect(Double(naive) / Double(experiments) > 1.5 * alpha)
  }

  @Test func equivalenceIsTwoOneSidedTests() throws {
    var generator = SplitMix64(seed: 0)
    let second = [0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98]
    let offsets = [0.001, -0.001, 0.0005, 0, 0.0015, -0.0005, 0.001, 0]
    let pairs = try PairedSample(zip(second, offsets).map { $0 + $1 }, second)
    for test in [PairedTest.t, .wilcoxon, .permutation(draws: 99)] {
      #expect(test.equivalence(pairs, within: 0.005, using: &generator) <= 0.05)
      #expect(test.equivalence(pairs, within: 0.0003, using: &generator) > 0.05)
      for margin in [0, -1, Double.nan, .infinity] {
        #expect(test.equivalence(pairs, within: margin, using: &generator) == 1)
      }
    }
    let low = pairs.tTest(nullDifference: -0.001).greater
    let high = pairs.tTest(nullDifference: 0.001).less
    #expect(PairedTest.t.equivalence(pairs, within: 0.001, using: &generator) == high)
    #expect(low < high)
    // All of 256 flips are less extreme, on both sides.
    #expect(PairedTest.permutation(draws: 0).equivalence(pairs, within: 1, using: &generator) == 1 / 256.0)
    let same = try PairedSample(second, second)
    #expect(PairedTest.t.equivalence(same, within: 0.001, using: &generator) == 0)
  }

  @Test func verdicts() {
    let up = TestResult(statistic: 3, twoSided: 0.02, greater: 0.01, less: 0.99)
    let down = TestResult(statistic: -3, twoSided: 0.02, greater: 0.99, less: 0.01)
    #expect(Verdict(of: up, pValue: 0.02) == .better)
    #expect(Verdict(of: up, pValue: 0.05) == .better)
    #expect(Verdict(of: up, pValue: 0.06) == .undecided)
    #expect(Verdict(of: up, pValue: 0.06, alpha: 0.1) == .better)
    #expect(Verdict(of: up, pValue: 0.02, isHigherBetter: false) == .worse)
    #expect(Verdict(of: down, pValue: 0.02) == .worse)
    #expect(Verdict(of: down, pValue: 0.02, isHigherBetter: false) == .better)
    #expect(Verdict(of: down, pValue: 0.02, equivalence: 0.3) == .worse)
    #expect(Verdict(of: down, pValue: 0.6, equivalence: 0.3) == .undecided)
    #expect(Verdict(of: down, pValue: 0.6, equivalence: 0.04) == .equivalent)
    #expect(Verdict(of: down, pValue: 0.02, equivalence: 0.04) == .equivalent)
    #expect(Verdict(of: .undecided, pValue: 1, equivalence: 1) == .undecided)
    #expect(Verdict(of: up, pValue: .nan, equivalence: .nan) == .undecided)
  }
}
