import Testing

@testable import Sampling

@Suite struct NumberSequenceTests {
  private func texts(_ sequence: NumberSequence) -> [String] { sequence.map(\.text) }

  @Test func ranges() throws {
    func range(_ from: String, _ to: String, _ step: String) throws -> [String] {
      texts(try .range(from: from, to: to, step: step, limit: 1000))
    }
    #expect(try range("32", "256", "32") == ["32", "64", "96", "128", "160", "192", "224", "256"])
    #expect(try range("0.1", "0.5", "0.1") == ["0.1", "0.2", "0.3", "0.4", "0.5"])
    #expect(try range("0", "1", "0.3") == ["0", "0.3", "0.6", "0.9"])
    #expect(try range("1", "-1", "-.5") == ["1", "0.5", "0", "-0.5", "-1"])
    #expect(try range("5", "5", "-1") == ["5"])
    #expect(try range("1e-7", "3E-7", "+1e-7") == ["1e-7", "2e-7", "3e-7"])
    #expect(try range("99998.5", "100000.5", "1.") == ["99998.5", "99999.5", "100000.5"])
    #expect(
      try range("9223372036854775806", "9223372036854775808", "1")
        == ["9223372036854775806", "9223372036854775807", "9.223372036854776e18"])
  }

  /// Of decimals of few digits, which are computed by Doubles, too.
  @Test(arguments: [
    ("0", "0.001"), ("-3", "0.5"), ("1000000", "1"), ("0.1", "-0.1"), ("1e-22", "3e-22"),
    ("12345678.9", "1e-7"),
    ("99999999999.5", "123.25"), ("-7e3", "1e3"), ("0.7", "1e-15"), ("9007199254740991", "2"),
    ("5e-300", "5e-300"),
  ])
  func rangesAreExact(from: String, step: String) throws {
    let rule = ArithmeticRule(
      from: try DecimalNumber(from), step: try DecimalNumber(step), to: try DecimalNumber(from))
    for index in Array(0..<2000) + [1 << 20, 1 << 40, 1 << 62, Int.max] {
      #expect(rule.number(index) == WrittenNumber(rule.value(index)), "\(index)")
    }
  }

  @Test func linesAreExact() throws {
    func lin(_ from: String, _ to: String, _ count: Int) throws -> [String] {
      texts(try .lin(from: from, to: to, count: count, limit: 1000))
    }
    #expect(try lin("0", "1", 5) == ["0", "0.25", "0.5", "0.75", "1"])
    #expect(try lin("0", "1", 4) == ["0", "0.3333333333333333", "0.6666666666666666", "1"])
    #expect(try lin("0.1", "0.3", 3) == ["0.1", "0.2", "0.3"])
    #expect(try lin("-1", "1", 3) == ["-1", "0", "1"])
    #expect(try lin("3", "1", 2) == ["3", "1"])
    #expect(try lin("7", "7", 1) == ["7"])
    #expect(try lin("-1e-300", "1e300", 3) == ["-1e-300", "5e299", "1e300"])
  }

  @Test func logarithmicSequences() throws {
    func log(_ from: String, _ to: String, _ count: Int) throws -> [String] {
      texts(try .log(from: from, to: to, count: count, limit: 1000))
    }
    #expect(try log("1e-4", "1e-1", 4) == ["0.0001", "0.001", "0.01", "0.1"])
    #expect(try log("1e-7", "1", 8).first == "1e-7")
    #expect(try log("1", "100", 5) == ["1", "3.1622776601683795", "10", "31.622776601683793", "100"])
    #expect(try log("100", "1", 3) == ["100", "10", "1"])
    #expect(try log("3", "0.375", 4) == ["3", "1.5", "0.75", "0.375"])
    #expect(try log("0.2", "0.45", 3) == ["0.2", "0.3", "0.45"])
    #expect(try log("1", "3", 2) == ["1", "3"])
    #expect(try log("2", "9", 1) == ["2"])
    // (to / from) is a square and no sixth power: every third value is exact, and an integer.
    let sixths = try NumberSequence.log(from: "1", to: "100", count: 7, limit: 7)
    #expect(sixths.map(\.integer) == [1, nil, nil, 10, nil, nil, 100])
  }

  @Test func geometricSequences() throws {
    func geom(_ from: String, _ to: String, _ factor: String) throws -> [String] {
      texts(try .geom(from: from, to: to, factor: factor, limit: 1000))
    }
    #expect(try geom("1", "64", "2") == ["1", "2", "4", "8", "16", "32", "64"])
    #expect(try geom("1", "63.99", "2") == ["1", "2", "4", "8", "16", "32"])
    #expect(try geom("0.1", "1e-4", "0.1") == ["0.1", "0.01", "0.001", "0.0001"])
    #expect(try geom("1", "4", "1.5") == ["1", "1.5", "2.25", "3.375"])
    #expect(try geom("5", "5", "3") == ["5"])
    #expect(try geom("1", "1e300", "1e100") == ["1", "1e100", "1e200", "1e300"])
    let powers = try NumberSequence.geom(from: "1", to: "9e18", factor: "3", limit: 100)
    #expect(powers[39].integer == 4_052_555_153_018_976_267)
  }

  /// Exactly the Doubles of mpmath and Python's fractions, whose texts read back to them.
  @Test func valuesAreCorrectlyRounded() throws {
    let goldens = try SamplingGoldens.load()
    func check(_ golden: SamplingGoldens.Sequence, _ sequence: NumberSequence) {
      #expect(sequence.count == golden.count, "\(golden)")
      for (index, value) in zip(golden.indices ?? Array(0..<golden.count), golden.values) {
        #expect(sequence[index].value == value, "\(golden.from), \(golden.to): value \(index)")
        #expect(Double(sequence[index].text) == value)
      }
    }
    #expect(goldens.lin.count == 27 && goldens.log.count == 27 && goldens.geom.count == 11)
    for golden in goldens.lin {
      check(golden, try .lin(from: golden.from, to: golden.to, count: golden.count, limit: 1000))
    }
    for golden in goldens.log {
      check(golden, try .log(from: golden.from, to: golden.to, count: golden.count, limit: 1000))
    }
    for golden in goldens.geom {
      let factor = try #require(golden.factor)
      check(golden, try .geom(from: golden.from, to: golden.to, factor: factor, limit: 1_000_000))
    }
  }

  /// A factor that is near to 1: values so far out have too many digits for an exact power.
  @Test func longGeometricSequences() throws {
    let sequence = try NumberSequence.geom(from: "1", to: "10", factor: "1.00001", limit: 1_000_000)
    #expect(sequence.count == 230_260)  // floor(log 10 / log 1.00001) + 1, mpmath
    // mpmath.power(mpmath.mpf('1.00001'), n), at 100 digits.
    #expect(sequence[10_000].value == 1.1051703654940106)
    #expect(sequence[230_259].value == 9.999933941545255)
  }

  @Test func aMillionValuesAreNotStored() throws {
    let sequence = try NumberSequence.range(from: "0", to: "1e15", step: "1", limit: .max)
    #expect(sequence.count == 1_000_000_000_000_001)
    #expect(sequence[999_999_999_999_999].text == "999999999999999")
    let values = try NumberSequence.lin(from: "0", to: "1", count: 1_000_001, limit: 1_000_001)
    #expect(values[123_457].text == "0.123457")
  }

  @Test func misuseIsAFact() {
    func range(_ from: String, _ to: String, _ step: String, limit: Int = 10) -> SamplingError? {
      #expect(throws: SamplingError.self) {
        try NumberSequence.range(from: from, to: to, step: step, limit: limit)
      }
    }
    func geom(_ from: String, _ to: String, _ factor: String) -> SamplingError? {
      #expect(throws: SamplingError.self) {
        try NumberSequence.geom(from: from, to: to, factor: factor, limit: 10)
      }
    }
    func lin(_ from: String, _ to: String, _ count: Int) -> SamplingError? {
      #expect(throws: SamplingError.self) {
        try NumberSequence.lin(from: from, to: to, count: count, limit: 10)
      }
    }
    func log(_ from: String, _ to: String, _ count: Int) -> SamplingError? {
      #expect(throws: SamplingError.self) {
        try NumberSequence.log(from: from, to: to, count: count, limit: 10)
      }
    }
    for text in ["+1_000", "", "x", "0x10", ".", "1e", "e3", "--1", ".inf", "nan", "1 ", "１"] {
      #expect(range(text, "1", "1") == .notDecimal(.from, text: text))
    }
    let long = "1.2345678901234567890123456789012345"
    #expect(range("0", long, "1") == .tooManyDigits(.to, text: long, limit: 34))
    for text in ["1e309", "-1e999999999999999999999", "1e-308", "1e-999999999999999999999"] {
      #expect(range("0", "1", text) == .outOfRange(.step, text: text))
    }
    #expect(range("0", "1", "0e5") == .stepZero)
    #expect(range("0", "1", "-1") == .stepAway(from: "0", to: "1", step: "-1"))
    #expect(range("0", "10", "1") == .tooManyValues(limit: 10))
    #expect(range("-1e300", "1e300", "1e-300") == .tooManyValues(limit: 10))
    #expect(geom("1", "2", "1.0") == .factorOne)
    #expect(geom("1", "2", "0.5") == .factorAway(from: "1", to: "2", factor: "0.5"))
    #expect(geom("2", "1", "2") == .factorAway(from: "2", to: "1", factor: "2"))
    #expect(geom("2", "1", "-2") == .notPositive(.factor, text: "-2"))
    #expect(geom("1", "1024", "2") == .tooManyValues(limit: 10))
    #expect(geom("1", "1e300", "1.0000000001") == .tooManyValues(limit: 10))
    #expect(lin("0", "1", 0) == .countBelowOne(0))
    #expect(lin("0", "1", 11) == .tooManyValues(limit: 10))
    #expect(lin("1", "1.0", 3) == .equalEnds(text: "1", count: 3))
    #expect(log("0", "1", 3) == .notPositive(.from, text: "0"))
    #expect(log("1", "-1", 3) == .notPositive(.to, text: "-1"))
    #expect(log("1", "1", 3) == .equalEnds(text: "1", count: 3))
  }
}
