internal import ElementaryFunctions

/// What a coordinate u in [0, 1) of a sampler becomes: its quantile of a distribution, as a number with a
/// short text.
///
/// Real values are rounded to 6 significant digits, or to 6 of the distribution's width (upper - lower, the
/// standard deviation) where that is finer, and to 15 at most. So a value is exactly what its text says, and
/// stays within its ends: what rounding moves beyond an end becomes that end.
package struct CoordinateDistribution: Hashable, Sendable {
  private enum Rule: Hashable, Sendable {
    case uniform(DrawnRounding)
    /// With the logarithms of the ends.
    case logUniform(DrawnRounding, logs: SIMD2<Double>)
    case integers(lower: Int, upper: Int)
    case logIntegers(lower: Int, upper: Int, logs: SIMD2<Double>)
    case normal(mean: Double, standardDeviation: Double, DrawnRounding)
  }

  private let rule: Rule

  /// lower + u (upper - lower).
  package static func uniform(lower: Double, upper: Double) throws(SamplingError) -> Self {
    try check(lower, upper)
    return Self(rule: .uniform(DrawnRounding(width: upper - lower, lower: lower, upper: upper)))
  }

  /// lower · (upper / lower)^u, for ends above 0.
  package static func logUniform(lower: Double, upper: Double) throws(SamplingError) -> Self {
    try check(lower, upper)
    try checkPositive(.lower, lower)
    let rounding = DrawnRounding(width: upper - lower, lower: lower, upper: upper)
    return Self(rule: .logUniform(rounding, logs: logs(lower, upper)))
  }

  /// Each integer from lower to upper, both included, with the same probability: lower + ⌊u (upper - lower +
  /// 1)⌋.
  package static func integers(lower: Int, upper: Int) throws(SamplingError) -> Self {
    try check(lower, upper)
    return Self(rule: .integers(lower: lower, upper: upper))
  }

  /// The integers from lower >= 1 to upper, both included: the integer nearest to a number that is
  /// log-uniform in [lower - ½, upper + ½].
  package static func logIntegers(lower: Int, upper: Int) throws(SamplingError) -> Self {
    try check(lower, upper)
    if lower < 1 { throw .notPositive(.lower, text: String(lower)) }
    let logs = logs(Double(lower) - 0.5, Double(upper) + 0.5)
    return Self(rule: .logIntegers(lower: lower, upper: upper, logs: logs))
  }

  /// mean + standardDeviation · Φ⁻¹(u).
  package static func normal(mean: Double, standardDeviation: Double) throws(SamplingError) -> Self {
    try checkFinite(.mean, mean)
    try checkFinite(.standardDeviation, standardDeviation)
    try checkPositive(.standardDeviation, standardDeviation)
    // |Φ⁻¹(u)| < 9 for every coordinate.
    try checkFinite(.standardDeviation, mean.magnitude + 9 * standardDeviation)
    let rounding = DrawnRounding(width: standardDeviation, lower: -.infinity, upper: .infinity)
    return Self(rule: .normal(mean: mean, standardDeviation: standardDeviation, rounding))
  }

  /// Which of `count` >= 1 choices, each with the same probability: ⌊u · count⌋.
  package static func choice(among count: Int, at u: Double) -> Int {
    Int(part(u, of: UInt64(max(count, 1))))
  }

  /// The value at a coordinate in [0, 1).
  package func callAsFunction(_ u: Double) -> WrittenNumber {
    switch rule {
    case .uniform(let rounding), .logUniform(let rounding, _), .normal(_, _, let rounding):
      return rounding.number(unrounded(u))
    case .integers(let lower, let upper):
      // Modulo 2^64, since their number is at most that; only the number itself may not fit.
      let number = UInt64(bitPattern: Int64(upper &- lower)) &+ 1
      let steps = number == 0 ? UInt64(u * 0x1p53) << 11 : Self.part(u, of: number)
      return WrittenNumber(lower &+ Int(truncatingIfNeeded: steps))
    case .logIntegers(let lower, let upper, let logs):
      let x = Self.interpolate(logs, u).rounded()
      return WrittenNumber(max(lower, x >= Double(upper) ? upper : Int(x)))
    }
  }

  /// The value at a coordinate in [0, 1) as the nearest Double, of which no text is made.
  package func real(_ u: Double) -> Double {
    switch rule {
    case .uniform(let rounding), .logUniform(let rounding, _), .normal(_, _, let rounding):
      rounding.value(unrounded(u))
    case .integers, .logIntegers: self(u).value
    }
  }

  /// What a real value is before it is rounded.
  private func unrounded(_ u: Double) -> Double {
    switch rule {
    case .uniform(let ends): ends.lower * (1 - u) + ends.upper * u
    case .logUniform(_, let logs): Self.interpolate(logs, u)
    case .normal(let mean, let standardDeviation, _):
      mean + standardDeviation * NormalQuantile.value(u)
    case .integers, .logIntegers: self(u).value
    }
  }

  /// Whether the values are numbers that a Double tells apart, and no integers.
  package var isReal: Bool {
    switch rule {
    case .uniform, .logUniform, .normal: true
    case .integers, .logIntegers: false
    }
  }

  private static func logs(_ a: Double, _ b: Double) -> SIMD2<Double> {
    SIMD2(ElementaryFunction.log(a), ElementaryFunction.log(b))
  }

  /// a · (b / a)^u of the logarithms of a and b.
  private static func interpolate(_ logs: SIMD2<Double>, _ u: Double) -> Double {
    min(ElementaryFunction.exp(logs[0] * (1 - u) + logs[1] * u), .greatestFiniteMagnitude)
  }

  /// ⌊u · number⌋ exactly, of the upper 53 bits of u.
  private static func part(_ u: Double, of number: UInt64) -> UInt64 {
    let product = UInt64(u * 0x1p53).multipliedFullWidth(by: number)
    return product.high << 11 | product.low >> 53
  }
}

extension CoordinateDistribution {
  private static func check(_ lower: Double, _ upper: Double) throws(SamplingError) {
    try checkFinite(.lower, lower)
    try checkFinite(.upper, upper)
    guard lower < upper else {
      throw .emptyInterval(lower: WrittenNumber(lower).text, upper: WrittenNumber(upper).text)
    }
  }

  private static func check(_ lower: Int, _ upper: Int) throws(SamplingError) {
    guard lower <= upper else { throw .emptyInterval(lower: String(lower), upper: String(upper)) }
  }

  private static func checkFinite(
    _ argument: SamplingError.Argument, _ value: Double
  ) throws(SamplingError) {
    guard value.isFinite else { throw .outOfRange(argument, text: value.description) }
  }

  private static func checkPositive(
    _ argument: SamplingError.Argument, _ value: Double
  ) throws(SamplingError) {
    guard value > 0 else { throw .notPositive(argument, text: WrittenNumber(value).text) }
  }
}

/// How the real values of a distribution are rounded: as `CoordinateDistribution` says, ties to even, and not
/// beyond the ends.
private struct DrawnRounding: Hashable, Sendable {
  let lower: Double
  let upper: Double
  /// The exponent of the first digit of the width.
  private let placeOfWidth: Int

  init(width: Double, lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
    placeOfWidth = RoundedDecimal(min(width, .greatestFiniteMagnitude)).firstPlace ?? 0
  }

  /// A finite value with its text.
  func number(_ value: Double) -> WrittenNumber {
    let decimal = RoundedDecimal(value)
    let place = lastPlace(decimal)
    let rounded =
      decimal.rounded(toMultipleOfTenTo: place).map { WrittenNumber(shortest: $0) }
      ?? WrittenNumber(exactly: value, toMultipleOfTenTo: place)
    return rounded.value < lower
      ? WrittenNumber(lower) : rounded.value > upper ? WrittenNumber(upper) : rounded
  }

  /// The same without its text.
  func value(_ value: Double) -> Double {
    let decimal = RoundedDecimal(value)
    let place = lastPlace(decimal)
    let rounded =
      decimal.rounded(toMultipleOfTenTo: place)
      ?? WrittenNumber(exactly: value, toMultipleOfTenTo: place).value
    // No negative zero.
    return min(max(rounded, lower), upper) + 0
  }

  /// The exponent of the last decimal place that is kept.
  private func lastPlace(_ decimal: RoundedDecimal) -> Int {
    guard let first = decimal.firstPlace else { return 0 }
    return max(min(first, placeOfWidth) - 5, first - 14)
  }
}

extension WrittenNumber {
  /// A finite value rounded to a multiple of 10^place in exact arithmetic.
  init(exactly value: Double, toMultipleOfTenTo place: Int) {
    self.init(Rational(value).rounded(toMultipleOfTenTo: place))
  }
}

extension Rational {
  /// The nearest multiple of 10^place, ties to even.
  fileprivate func rounded(toMultipleOfTenTo place: Int) -> Self {
    let divisor = denominator * .powerOfTen(max(place, 0))
    var (quotient, remainder) = (numerator * .powerOfTen(max(-place, 0))).quotientAndRemainder(
      dividingBy: divisor)
    let double = remainder << 1
    let isOdd = quotient.trailingZeroBitCount == 0 && !quotient.isZero
    if double > divisor || (double == divisor && isOdd) { quotient = quotient + .one }
    return Self(isNegative: isNegative, quotient, tenTo: place)
  }
}
