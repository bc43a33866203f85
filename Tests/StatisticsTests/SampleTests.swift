import Testing

@testable import Statistics

/// Against NumPy's and SciPy's numbers, and a bootstrap in Python from the same words
/// (Goldens/make_samples.py).
@Suite struct SampleTests {
  private struct Goldens: Decodable {
    struct Case: Decodable {
      var name: String, values: [Double], mean: Double, sd: Double?, median: Double, quantiles: [[Double]]
      var t90: [Double]?, seed: UInt64?, percentile: [Double]?, bca: [Double]?
      var other: [Double], improvement: Double, improvement90: [Double]?
    }
    var words: [String], cases: [Case]
  }

  private let cases: Goldens

  init() throws { cases = try goldens("samples", as: Goldens.self) }

  private func expect(_ found: ConfidenceInterval?, _ expected: [Double]?, relative: Double, _ what: String) {
    StatisticsTests.expect(found?.lower, expected?[0] ?? .nan, relative: relative, what)
    StatisticsTests.expect(found?.upper, expected?[1] ?? .nan, relative: relative, what)
  }

  @Test func wordsOfSplitMix64() {
    var generator = SplitMix64(seed: 1_234_567)
    #expect(cases.words == (0..<5).map { _ in String(generator.next()) })
    // The first of them as others print it, too.
    #expect(cases.words[0] == "6457827717110365317")
  }

  @Test func boundedIntegersRejectWhatWouldBeTooLikely() {
    /// Gives words from a list.
    struct Words: RandomNumberGenerator {
      var words: [UInt64]
      mutating func next() -> UInt64 { words.removeFirst() }
    }
    // 2⁶⁴ mod 3 is 1: only a low word of 0 is drawn again.
    var generator = Words(words: [0, 1, UInt64.max, 1 << 63])
    #expect([0, 2, 1] == (0..<3).map { _ in generator.integer(below: 3) })
    #expect(generator.words.isEmpty)
  }

  @Test func summaries() throws {
    try #require(cases.cases.count > 50)
    for golden in cases.cases {
      let sample = try Sample(golden.values)
      StatisticsTests.expect(sample.mean, golden.mean, relative: 1e-15, golden.name)
      StatisticsTests.expect(sample.median, golden.median, relative: 4e-16, golden.name)
      for pair in golden.quantiles {
        StatisticsTests.expect(sample.quantile(pair[0]), pair[1], relative: 0, "\(golden.name), \(pair[0])")
      }
      #expect(sample.min == golden.values.min())
      #expect(sample.max == golden.values.max())
      if let sd = golden.sd {
        StatisticsTests.expect(sample.standardDeviation, sd, relative: 1e-12, absolute: 1e-16, golden.name)
        expect(sample.interval(level: 0.9), golden.t90, relative: 1e-12, golden.name)
      } else {
        #expect(sample.standardDeviation == nil)
        #expect(sample.interval() == nil)
      }
    }
  }

  @Test func bootstrapIntervals() throws {
    let drawn = cases.cases.filter { $0.bca != nil }
    try #require(drawn.count > 25)
    for golden in drawn {
      let sample = try Sample(golden.values)
      for (kind, expected) in [(BootstrapInterval.percentile, golden.percentile), (.bca, golden.bca)] {
        var generator = SplitMix64(seed: golden.seed ?? 0)
        let interval = sample.bootstrapInterval(kind, level: 0.9, resamples: 500, using: &generator)
        expect(interval, expected, relative: 1e-12, "\(golden.name), \(kind)")
      }
    }
  }

  @Test func probabilitiesOfImprovement() throws {
    var intervals = 0
    for golden in cases.cases {
      let improvement = try ProbabilityOfImprovement(of: Sample(golden.values), over: Sample(golden.other))
      StatisticsTests.expect(improvement.value, golden.improvement, relative: 1e-15, golden.name)
      guard let expected = golden.improvement90, let seed = golden.seed else { continue }
      var generator = SplitMix64(seed: seed)
      let found = improvement.interval(level: 0.9, resamples: 100, using: &generator)
      expect(found, expected, relative: 1e-14, golden.name)
      intervals += 1
    }
    #expect(intervals > 25)
  }

  @Test func improvementCountsTiesHalf() throws {
    #expect(try ProbabilityOfImprovement(of: Sample([1, 2]), over: Sample([1, 0, 3])).value == 3.5 / 6)
    #expect(try ProbabilityOfImprovement(of: Sample([0]), over: Sample([-0.0])).value == 0.5)
    var generator = SplitMix64(seed: 0)
    #expect(
      try ProbabilityOfImprovement(of: Sample([1]), over: Sample([2])).interval(using: &generator) == nil)
  }

  @Test func refusedSamples() {
    #expect(throws: StatisticsError.empty) { try Sample([]) }
    #expect(throws: StatisticsError.notFinite(index: 1)) { try Sample([1, .nan, .infinity]) }
    #expect(throws: StatisticsError.notFinite(index: 0)) { try Sample([-.infinity]) }
    #expect(throws: StatisticsError.tooLarge(index: 2)) { try Sample([1, 2, -1e101]) }
    #expect(throws: StatisticsError.unpaired(first: 2, second: 3)) { try PairedSample([1, 2], [1, 2, 3]) }
    #expect(throws: StatisticsError.notFinite(index: 0)) { try PairedSample([1, 2], [.nan, 2]) }
    #expect("\(StatisticsError.notFinite(index: 1))" == "value 2 is not finite")
    #expect("\(StatisticsError.tooLarge(index: 1))" == "value 2 is beyond ±1e+100")
    #expect("\(StatisticsError.unpaired(first: 2, second: 3))" == "2 and 3 values cannot be paired")
  }

  @Test func degenerateSamples() throws {
    var generator = SplitMix64(seed: 1)
    let constant = try Sample([0.1, 0.1, 0.1])
    let value = ConfidenceInterval(lower: 0.1, upper: 0.1)
    for kind in BootstrapInterval.allCases {
      #expect(constant.bootstrapInterval(kind, using: &generator) == value)
      #expect(try Sample([3]).bootstrapInterval(kind, using: &generator) == nil)
      #expect(constant.bootstrapInterval(kind, level: 1, using: &generator) == nil)
      #expect(constant.bootstrapInterval(kind, resamples: 0, using: &generator) == nil)
      let extremes = try Sample([1e100, -1e100, 1e-300]).bootstrapInterval(
        kind, resamples: 99, using: &generator)
      #expect(extremes.map { $0.lower.isFinite && $0.upper.isFinite && $0.lower < $0.upper } == true)
      let single = try Sample([1, 2]).bootstrapInterval(kind, resamples: 1, using: &generator)
      #expect(single.map { $0.lower == $0.upper } == true)
    }
    // Squares of these would vanish.
    StatisticsTests.expect(
      try Sample([1e-200, 3e-200]).standardDeviation, 1.4142135623730951e-200, relative: 1e-15, "sd")
    #expect(try Sample([1, 2]).interval(level: 0) == nil)
    #expect(try Sample([1, 2]).interval(level: .nan) == nil)
    #expect(try Sample([5]).quantile(0.3) == 5)
    #expect(try Sample([5, 6]).quantile(2) == 6)
  }
}
