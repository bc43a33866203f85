import Testing

@testable import Sampling

@Suite struct CoordinateDistributionTests {
  private static let last = 1 - 0x1p-53

  @Test func normalQuantilesAreMpmaths() throws {
    for golden in try SamplingGoldens.load().quantiles {
      #expect(abs(NormalQuantile.value(golden.p) - golden.z) <= 1e-15 * abs(golden.z), "\(golden)")
    }
    #expect(NormalQuantile.value(0) == NormalQuantile.value(0x1p-54))
  }

  @Test func uniformNumbers() throws {
    let unit = try CoordinateDistribution.uniform(lower: -1, upper: 3)
    #expect([0, 0.25, 0.5, 1.0 / 3].map { unit($0).text } == ["-1", "0", "1", "0.333333"])
    let wide = try CoordinateDistribution.uniform(lower: -1.7e308, upper: 1.7e308)
    #expect(wide(0.75).text == "8.5e307")
    // Six digits of the width where the interval is narrow.
    let narrow = try CoordinateDistribution.uniform(lower: 1_000_000, upper: 1_000_001)
    #expect(narrow(0.123456789).text == "1000000.12346")
    // No more than 15 digits.
    let narrower = try CoordinateDistribution.uniform(lower: 1e10, upper: 1e10 + 1e-3)
    #expect(narrower(0.5).text == "10000000000.0005")
    #expect(narrower(0.37).text == "10000000000.0004")
    // Ties go to the even digit: 1000005 and 1000015.
    #expect(try CoordinateDistribution.uniform(lower: 0, upper: 2_000_010)(0.5).text == "1000000")
    #expect(try CoordinateDistribution.uniform(lower: 0, upper: 2_000_030)(0.5).text == "1000020")
  }

  @Test func logUniformNumbers() throws {
    let rate = try CoordinateDistribution.logUniform(lower: 1e-4, upper: 1e-1)
    #expect([0, 1.0 / 3, 0.5, Self.last].map { rate($0).text } == ["0.0001", "0.001", "0.00316228", "0.1"])
    // Rounding would leave the ends.
    let ends = try CoordinateDistribution.logUniform(lower: 1.23456789, upper: 9.8765432)
    #expect(ends(0).text == "1.23457")
    #expect(ends(Self.last).text == "9.87654")
    let other = try CoordinateDistribution.logUniform(lower: 1.23456123, upper: 9.8765478)
    #expect(other(0).text == "1.23456123")
    #expect(other(Self.last).text == "9.8765478")
    let all = try CoordinateDistribution.logUniform(lower: 2.3e-308, upper: .greatestFiniteMagnitude)
    #expect(all(0).text == "2.3e-308")
    #expect(all(Self.last).value.isFinite)
  }

  @Test func integers() throws {
    let die = try CoordinateDistribution.integers(lower: 1, upper: 6)
    #expect((0..<6).map { die(Double($0) / 6 + 1e-9).integer } == [1, 2, 3, 4, 5, 6])
    #expect(die(0).text == "1" && die(Self.last).text == "6")
    #expect(try CoordinateDistribution.integers(lower: -3, upper: -3)(0.9).integer == -3)
    let all = try CoordinateDistribution.integers(lower: .min, upper: .max)
    #expect(all(0).integer == .min && all(0.5).integer == 0)
    #expect(all(Self.last).integer == .max - 2047)
    let half = try CoordinateDistribution.integers(lower: 0, upper: .max)
    #expect(half(0.5).integer == 1 << 62)
  }

  /// P(k) = log((k + ½) / (k - ½)) / log((b + ½) / (a - ½)), against counts over an even grid of coordinates.
  @Test func logIntegers() throws {
    let distribution = try CoordinateDistribution.logIntegers(lower: 1, upper: 8)
    var counts = [Int](repeating: 0, count: 9)
    for index in 0..<100_000 { counts[distribution((Double(index) + 0.5) / 100_000).integer ?? 0] += 1 }
    // log(3) / log(17) = 0.38776, log(5/3) / log(17) = 0.18030, …, log(17/15) / log(17) = 0.04418
    #expect(abs(counts[1] - 38776) <= 2)
    #expect(abs(counts[2] - 18030) <= 2)
    #expect(abs(counts[8] - 4418) <= 2)
    #expect(counts[0] == 0 && counts.reduce(0, +) == 100_000)
    let wide = try CoordinateDistribution.logIntegers(lower: 1, upper: .max)
    #expect(wide(0).integer == 1)
    #expect(wide(Self.last).value > 0x1p63 * (1 - 1e-12))
  }

  @Test func normalNumbers() throws {
    let normal = try CoordinateDistribution.normal(mean: 10, standardDeviation: 2)
    #expect(normal(0.5).text == "10")
    #expect(normal(0.975).text == "13.91993")
    #expect(try CoordinateDistribution.normal(mean: 0, standardDeviation: 1)(0.975).text == "1.95996")
    #expect(normal(0).value > -7 && normal(0).value < -6)
  }

  @Test func choices() {
    let coordinates = [0, 0.33, 0.34, 0.67, Self.last]
    #expect(coordinates.map { CoordinateDistribution.choice(among: 3, at: $0) } == [0, 0, 1, 2, 2])
  }

  /// Every value is exactly its text, of at most 15 digits.
  @Test func textsAreShortAndExact() throws {
    let distributions = [
      try CoordinateDistribution.uniform(lower: -2, upper: 7),
      try .logUniform(lower: 1e-9, upper: 1e9), try .normal(mean: 100, standardDeviation: 1e-3),
    ]
    let sampler = try UniformSampler(count: 300, dimensions: 1, seed: 3)
    for (distribution, limit) in zip(distributions, [6, 6, 11]) {
      for point in 0..<300 {
        let number = distribution(sampler[point, 0])
        #expect(Double(number.text) == number.value)
        #expect(DecimalDigits(shortest: number.value).digits.count <= limit, "\(number)")
        #expect(WrittenNumber(number.value) == number)
      }
    }
  }

  @Test func misuseIsAFact() {
    typealias Made = CoordinateDistribution
    func error(_ make: () throws -> Made) -> SamplingError? {
      #expect(throws: SamplingError.self) { try make() }
    }
    #expect(error { try .uniform(lower: 1, upper: 1) } == .emptyInterval(lower: "1", upper: "1"))
    #expect(error { try .uniform(lower: .nan, upper: 1) } == .outOfRange(.lower, text: "nan"))
    #expect(error { try .uniform(lower: 0, upper: .infinity) } == .outOfRange(.upper, text: "inf"))
    #expect(error { try .logUniform(lower: 0, upper: 1) } == .notPositive(.lower, text: "0"))
    #expect(error { try .integers(lower: 2, upper: 1) } == .emptyInterval(lower: "2", upper: "1"))
    #expect(error { try .logIntegers(lower: 0, upper: 1) } == .notPositive(.lower, text: "0"))
    #expect(
      error { try .normal(mean: 0, standardDeviation: -1) } == .notPositive(.standardDeviation, text: "-1"))
    #expect(
      error { try .normal(mean: 1e308, standardDeviation: 1e308) }
        == .outOfRange(.standardDeviation, text: "inf"))
  }
}
