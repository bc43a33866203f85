import Testing

@testable import Sampling

@Suite struct ExactNumberTests {
  private func natural(hexadecimal text: String) -> Natural {
    text.reduce(.zero) { $0 << 4 + Natural(UInt64($1.hexDigitValue ?? 0)) }
  }

  /// Ties, subnormal results and 300 random quotients against Python's, which are correctly rounded.
  @Test func fractionsRoundToTheNearestDouble() throws {
    let goldens = try SamplingGoldens.load().fractions
    #expect(goldens.count > 300)
    for golden in goldens {
      let (numerator, denominator) = (
        natural(hexadecimal: golden.numerator), natural(hexadecimal: golden.denominator)
      )
      #expect(Rational(numerator, over: denominator).rounded == golden.value, "\(golden)")
      #expect(Rational(isNegative: true, numerator, over: denominator).rounded == -golden.value)
    }
    #expect(Rational(.powerOfTen(309)).rounded == .infinity)
  }

  @Test func divisionIsTheInverseOfMultiplication() {
    // Words of all ones and of a single bit are where a guessed digit is too high.
    let words: [UInt64] = [0, 1, 2, 1 << 63, .max, .max - 1, 0x1234_5678_9ABC_DEF0]
    let dividends = words.flatMap { a in words.flatMap { b in words.map { Natural(words: [a, b, $0, 5]) } } }
    let divisors = words.flatMap { a in words.map { Natural(words: [a, $0, .max >> 1]) } } + [Natural(7)]
    for dividend in dividends {
      for divisor in divisors {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        #expect(quotient * divisor + remainder == dividend && remainder < divisor)
      }
    }
  }

  @Test func rootsAreExactOrAbsent() {
    for (base, power) in [(10, 2), (3, 40), (12, 7), (999_983, 13), (2, 1000)] as [(UInt64, Int)] {
      let number = Natural(base).power(power)
      #expect(number.exactRoot(power) == Natural(base))
      #expect((number + .one).exactRoot(power) == nil)
      #expect((number - .one).exactRoot(power) == nil)
    }
    #expect(Natural.one.exactRoot(5) == .one)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (32, "32"), (-7, "-7"), (0.1, "0.1"), (1e-4, "0.0001"), (9.5e-5, "9.5e-5"),
    (1e-7, "1e-7"), (-1.25e-12, "-1.25e-12"), (1e15, "1000000000000000"), (1e18, "1000000000000000000"),
    (1e19, "1e19"), (1.5e300, "1.5e300"), (.leastNonzeroMagnitude, "5e-324"),
    (0x1p70, "1.1805916207174113e21"),
    (123456.789, "123456.789"), (2.5, "2.5"), (.greatestFiniteMagnitude, "1.7976931348623157e308"),
  ])
  func textsOfDoubles(_ value: Double, _ text: String) {
    let number = WrittenNumber(value)
    #expect(number.text == text)
    #expect(Double(number.text) == value)
    #expect(number.value == value && number.value.sign == (value == 0 ? .plus : value.sign))
  }

  @Test func integersAreThemselves() {
    #expect(WrittenNumber(0x1p62).integer == 1 << 62)
    #expect(WrittenNumber(-0x1p63).integer == .min)
    #expect(WrittenNumber(0x1p63).integer == nil)
    #expect(WrittenNumber(0.5).integer == nil)
    #expect(WrittenNumber(Int.max).text == "9223372036854775807")
  }

  @Test func decimalsAreExactUpTo17Digits() {
    // Of 17 digits and of 18, both the same Double as 0.3.
    let (short, long) = (Natural(30_000_000_000_000_001), Natural(300_000_000_000_000_001))
    #expect(WrittenNumber(Rational(short, tenTo: -17)).text == "0.30000000000000001")
    #expect(WrittenNumber(Rational(long, tenTo: -18)).text == "0.3")
  }
}
