import Testing

@testable import Statistics

/// Against SciPy's t test, and exact tests counted over the decimals that the doubles stand for, so that ties
/// are ties whatever the last bits of the differences are (Goldens/make_paired_tests.py).
@Suite struct PairedTestTests {
  private struct Goldens: Decodable {
    /// A statistic and three p-values; infinities are texts.
    struct Outcome: Decodable {
      var statistic: Double, twoSided: Double, greater: Double, less: Double

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        if let text = try? list.decode(String.self) {
          statistic = text == "infinity" ? .infinity : -.infinity
        } else {
          statistic = try list.decode(Double.self)
        }
        twoSided = try list.decode(Double.self)
        greater = try list.decode(Double.self)
        less = try list.decode(Double.self)
      }
    }
    struct Case: Decodable {
      var name: String, null: Double, seed: UInt64, first: [Double], second: [Double]
      var t: Outcome, wilcoxon: Outcome, permutation: Outcome
    }
    var draws: Int, cases: [Case]
  }

  private let goldens: Goldens

  init() throws {
    goldens = try StatisticsTests.goldens("paired-tests", as: Goldens.self)
    try #require(goldens.cases.count > 150)
  }

  /// What the data's rounding leaves of the digits of differences.
  private func digits(_ golden: Goldens.Case) -> Double { golden.name.hasPrefix("offset") ? 1e-5 : 1e-10 }

  private func expect(
    _ found: TestResult, _ expected: Goldens.Outcome, relative: Double, statistic: Double,
    _ golden: Goldens.Case
  ) {
    let name = "\(golden.name), null \(golden.null)"
    StatisticsTests.expect(
      found.statistic, expected.statistic, relative: statistic, absolute: 1e-14, "\(name), statistic")
    StatisticsTests.expect(found.twoSided, expected.twoSided, relative: relative, "\(name), two-sided")
    StatisticsTests.expect(found.greater, expected.greater, relative: relative, "\(name), greater")
    StatisticsTests.expect(found.less, expected.less, relative: relative, "\(name), less")
  }

  @Test func tTests() throws {
    for golden in goldens.cases {
      let found = try PairedSample(golden.first, golden.second).tTest(nullDifference: golden.null)
      expect(found, golden.t, relative: digits(golden), statistic: digits(golden), golden)
    }
  }

  @Test func wilcoxonTests() throws {
    var largest = 0
    for golden in goldens.cases {
      let found = try PairedSample(golden.first, golden.second).wilcoxonTest(nullDifference: golden.null)
      expect(found, golden.wilcoxon, relative: 1e-13, statistic: 0, golden)
      largest = max(largest, golden.first.count)
    }
    #expect(largest > PairedSample.exactWilcoxonCount)
  }

  @Test func permutationTests() throws {
    var largest = 0
    for golden in goldens.cases {
      var generator = SplitMix64(seed: golden.seed)
      let test = PairedTest.permutation(draws: goldens.draws)
      let pairs = try PairedSample(golden.first, golden.second)
      let found = test(pairs, nullDifference: golden.null, using: &generator)
      let scale = max(abs(golden.null), pairs.first.max)
      StatisticsTests.expect(
        found.statistic, golden.permutation.statistic, relative: 0, absolute: 1e-15 * scale, golden.name)
      // Counts: no tolerance.
      let counted = [found.twoSided, found.greater, found.less]
      let expected = golden.permutation
      #expect(
        counted == [expected.twoSided, expected.greater, expected.less], "\(golden.name), null \(golden.null)"
      )
      largest = max(largest, golden.first.count)
    }
    #expect(largest > PairedSample.exactPermutationCount)
  }

  @Test func pairsThatSayNothing() throws {
    var generator = SplitMix64(seed: 0)
    let tests = [PairedTest.t, .wilcoxon, .permutation(draws: 10)]
    for test in tests {
      let equal = try PairedSample([0.97, 0.98, 0.99], [0.97, 0.98, 0.99])
      #expect(test(equal, using: &generator) == .undecided, "\(test)")
      for null in [Double.nan, .infinity, -1e200] {
        #expect(test(equal, nullDifference: null, using: &generator) == .undecided, "\(test)")
      }
      let one = try PairedSample([2], [1])
      #expect(test(one, using: &generator).twoSided == 1, "\(test)")
      let extreme = try PairedSample([1e-300, 2e-305, 9e99, -9e99], [0, 1e-305, -9e98, 0])
      let result = test(extreme, using: &generator)
      #expect(result.twoSided > 0 && result.twoSided <= 1 && result.statistic.isFinite, "\(test)")
    }
  }

  @Test func constantDifferenceIsTheLimit() throws {
    // 0.98 - 0.97 and 0.97 - 0.96 are not the same double.
    let pairs = try PairedSample([0.97, 0.98, 0.99, 0.29], [0.96, 0.97, 0.98, 0.28])
    #expect(Set(pairs.differences.values).count > 1)
    #expect(pairs.tTest() == TestResult(statistic: .infinity, twoSided: 0, greater: 0, less: 1))
    #expect(pairs.tTest(nullDifference: 0.01) == .undecided)
    #expect(pairs.tTest(nullDifference: 0.02).statistic == -.infinity)
    #expect(pairs.wilcoxonTest().twoSided == 2.0 / 16)
    #expect(pairs.wilcoxonTest(nullDifference: 0.01) == .undecided)
  }

  @Test func noDrawIsNoEvidence() throws {
    var generator = SplitMix64(seed: 0)
    let values = (0..<30).map(Double.init)
    let pairs = try PairedSample(values, values.map { _ in -1 })
    #expect(pairs.permutationTest(draws: 0, using: &generator).twoSided == 1)
    #expect(pairs.permutationTest(draws: -5, using: &generator).twoSided == 1)
    #expect(pairs.permutationTest(draws: 99, using: &generator).twoSided == 0.01)
  }
}
