/// An exact number ± numerator / denominator; the fraction need not be reduced.
struct Rational: Sendable {
  var isNegative: Bool
  var numerator: Natural
  /// Not 0.
  var denominator: Natural

  init(isNegative: Bool = false, _ numerator: Natural, over denominator: Natural = .one) {
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator
    self.denominator = denominator
  }

  /// ± magnitude · 10^exponent.
  init(isNegative: Bool = false, _ magnitude: Natural, tenTo exponent: Int) {
    let power = Natural.powerOfTen(abs(exponent))
    if exponent >= 0 {
      self.init(isNegative: isNegative, magnitude * power)
    } else {
      self.init(isNegative: isNegative, magnitude, over: power)
    }
  }

  /// The exact value of a finite number.
  init(_ value: Double) {
    let exponent = value == 0 ? 0 : Int(value.exponent) - 52
    let significand = Natural(UInt64(value.magnitude.significand * 0x1p52))
    self.init(
      isNegative: value < 0, value == 0 ? .zero : significand << max(exponent, 0),
      over: .one << max(-exponent, 0))
  }

  static func * (a: Self, b: Self) -> Self {
    Self(
      isNegative: a.isNegative != b.isNegative, a.numerator * b.numerator,
      over: a.denominator * b.denominator)
  }

  /// The nearest Double, ties to even; infinite beyond the range.
  var rounded: Double {
    guard !numerator.isZero else { return 0 }
    // In units of 2^place the value has 55 or 56 bits: 53, and two that decide how they are rounded. It has
    // fewer where the result is subnormal: the last place of all is 2^-1074.
    var place = max(numerator.bitWidth - denominator.bitWidth - 55, -1076)
    let (quotient, remainder) = (numerator << max(-place, 0)).quotientAndRemainder(
      dividingBy: denominator << max(place, 0))
    var kept = quotient.word ?? 0
    var isExact = remainder.isZero
    if kept >> 55 != 0 {
      isExact = isExact && kept & 1 == 0
      kept >>= 1
      place += 1
    }
    let significand = Self.roundingToEven(isExact ? kept : kept | 1)
    let magnitude = Double(sign: .plus, exponent: place + 2, significand: Double(significand))
    return isNegative ? -magnitude : magnitude
  }

  /// kept / 4, ties to even; `kept` is below 2^55.
  private static func roundingToEven(_ kept: UInt64) -> UInt64 {
    let whole = kept >> 2
    let rest = kept & 3
    return rest > 2 || (rest == 2 && whole & 1 == 1) ? whole + 1 : whole
  }
}
