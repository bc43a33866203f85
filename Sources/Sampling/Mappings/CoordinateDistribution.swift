internal import ElementaryFunctions

/// What a coordinate u in [0, 1) of a sampler becomes: its quantile of a distribution, as a number with a
/// short text.
///
/// Real values are rounded to 6 significant digits, or to 6 of the distribution's width (upper - lower, the
/// standard deviation) where that is finer, and to 15 at most. So a value is exactly what its text says, and
/// stays within its ends: what rounding moves beyond an end becomes that end.
package struct CoordinateDistribution: Hashable, Sendable {
  private enum Rule: Hashable, Sendable {
    case uniform(lower: Double, upper: Double)
    case logUniform(lower: Double, upper: Double)
    case integers(lower: Int, upper: Int)
    case logIntegers(lower: Int, upper: Int)
    case normal(mean: Double, standardDeviation: Double)
  }

  private let rule: Rule

  /// lower + u (upper - lower).
  package static func uniform(lower: Double, upper: Double) throws(SamplingError) -> Self {
    try check(lower, upper)
    return Self(rule: .uniform(lower: lower, upper: upper))
  }

  /// lower · (upper / lower)^u, for ends above 0.
  package static func logUniform(lower: Double, upper: Double) throws(SamplingError) -> Self {
    try check(lower, upper)
    try checkPositive(.lower, lower)
    return Self(rule: .logUniform(lower: lower, upper: upper))
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
    return Self(rule: .logIntegers(lower: lower, upper: upper))
  }

  /// mean + standardDeviation · Φ⁻¹(u).
  package static func normal(mean: Double, standardDeviation: Double) throws(SamplingError) -> Self {
    try checkFinite(.mean, mean)
    try checkFinite(.standardDeviation, standardDeviation)
    try checkPositive(.standardDeviation, standardDeviation)
    // |Φ⁻¹(u)| < 9 for every coordinate.
    try checkFinite(.standardDeviation, mean.magnitude + 9 * standardDeviation)
    return Self(rule: .normal(mean: mean, standardDeviation: standardDeviation))
  }

  /// Which of `count` >= 1 choices, each with the same probability: ⌊u · count⌋.
  package static func choice(among count: Int, at u: Double) -> Int {
    Int(part(u, of: UInt64(max(count, 1))))
  }

  /// The value at a coordinate in [0, 1).
  package func callAsFunction(_ u: Double) -> WrittenNumber {
    switch rule {
    case .uniform(let lower, let upper):
      return WrittenNumber(
        lower * (1 - u) + upper * u, width: upper - lower, lower: lower, upper: upper)
    case .logUniform(let lower, let upper):
      return WrittenNumber(
        Self.interpolate(lower, upper, u), width: upper - lower, lower: lower, upper: upper)
    case .integers(let lower, let upper):
      // Modulo 2^64, since their number is at most that; only the number itself may not fit.
      let number = UInt64(bitPattern: Int64(upper &- lower)) &+ 1
      let steps = number == 0 ? UInt64(u * 0x1p53) << 11 : Self.part(u, of: number)
      return WrittenNumber(lower &+ Int(truncatingIfNeeded: steps))
    case .logIntegers(let lower, let upper):
      let x = Self.interpolate(Double(lower) - 0.5, Double(upper) + 0.5, u).rounded()
      return WrittenNumber(max(lower, x >= Double(upper) ? upper : Int(x)))
    case .normal(let mean, let standardDeviation):
      let x = mean + standardDeviation * NormalQuantile.value(u)
      return WrittenNumber(x, width: standardDeviation, lower: -.infinity, upper: .infinity)
    }
  }

  /// Whether the values are numbers that a Double tells apart, and no integers.
  package var isReal: Bool {
    switch rule {
    case .uniform, .logUniform, .normal: true
    case .integers, .logIntegers: false
    }
  }

  /// a · (b / a)^u.
  private static func interpolate(_ a: Double, _ b: Double, _ u: Double) -> Double {
    let log = ElementaryFunction.log
    return min(ElementaryFunction.exp(log(a) * (1 - u) + log(b) * u), .greatestFiniteMagnitude)
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

extension WrittenNumber {
  /// A finite value rounded as `CoordinateDistribution` says, ties to even, and not beyond the ends.
  init(_ value: Double, width: Double, lower: Double, upper: Double) {
    let place = Self.lastPlace(value, width: width)
    let rounded =
      RoundedDecimal.rounded(value, toMultipleOfTenTo: place).map { Self(shortest: $0) }
      ?? Self(exactly: value, toMultipleOfTenTo: place)
    if rounded.value < lower {
      self.init(lower)
    } else if rounded.value > upper {
      self.init(upper)
    } else {
      self = rounded
    }
  }

  /// A finite value rounded to a multiple of 10^place in exact arithmetic.
  init(exactly value: Double, toMultipleOfTenTo place: Int) {
    self.init(Rational(value).rounded(toMultipleOfTenTo: place))
  }

  /// The exponent of the last decimal place that is kept.
  private static func lastPlace(_ value: Double, width: Double) -> Int {
    guard value != 0 else { return 0 }
    let first = firstPlace(value)
    let ofWidth = firstPlace(min(width, .greatestFiniteMagnitude))
    return max(min(first, ofWidth) - 5, first - 14)
  }
}

extension WrittenNumber {
  private static func firstPlace(_ value: Double) -> Int {
    RoundedDecimal.firstPlace(value) ?? DecimalDigits(shortest: value).pointPlace - 1
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
