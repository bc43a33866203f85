/// from · base^(i / divisor), for positive `from` and `base`.
///
/// The value is computed exactly where i / divisor is whole and the power has at most 8192 bits. Otherwise it
/// is exp(log from + i / divisor · log base) to 384 bits (`FixedPoint`). It is irrational then, or a fraction
/// with far more digits than a Double, so no tie is rounded wrong.
struct GeometricRule: Sendable {
  private let from: Rational
  /// Reduced.
  private let base: Rational
  private let divisor: Int
  private let logFrom: SignedNatural
  private let logBase: SignedNatural

  private static let exactBits = 8192

  /// from · factor^i.
  init(from: Rational, factor: Rational) { self.init(from: from, base: factor.reduced, divisor: 1) }

  /// from · (to / from)^(i / intervals). With the greatest k that divides the intervals and for which
  /// to / from = (a / b)^k in integers, it is from · (a / b)^(i / (intervals / k)), and rational for whole
  /// exponents only.
  init(from: Rational, to: Rational, intervals: Int) {
    var base = (to * Rational(from.denominator, over: from.numerator)).reduced
    var divisor = intervals
    var rest = intervals
    var prime = 2
    // No number has a root beyond its bits.
    while rest > 1, prime < max(base.numerator.bitWidth, base.denominator.bitWidth) {
      if rest.isMultiple(of: prime) {
        rest /= prime
        if let a = base.numerator.exactRoot(prime), let b = base.denominator.exactRoot(prime) {
          base = Rational(a, over: b)
          divisor /= prime
        }
      } else {
        prime += 1
      }
    }
    self.init(from: from, base: base, divisor: divisor)
  }

  private init(from: Rational, base: Rational, divisor: Int) {
    self.from = from
    self.base = base
    self.divisor = divisor
    logFrom = FixedPoint.logarithm(from)
    logBase = FixedPoint.logarithm(base)
  }

  /// Whether the base is 1.
  var isConstant: Bool { base.numerator == base.denominator }

  func value(_ index: Int) -> Rational { exactValue(index) ?? FixedPoint.exponential(logarithm(index)) }

  private func exactValue(_ index: Int) -> Rational? {
    guard index.isMultiple(of: divisor) else { return nil }
    let exponent = index / divisor
    let bits = max(base.numerator.bitWidth, base.denominator.bitWidth)
    guard exponent <= Self.exactBits / bits else { return nil }
    return from * Rational(base.numerator.power(exponent), over: base.denominator.power(exponent))
  }

  /// The logarithm of a value, as a multiple of 2^-384.
  private func logarithm(_ index: Int) -> SignedNatural {
    let part = (logBase * Natural(UInt64(index))).magnitude / UInt64(divisor)
    return logFrom + SignedNatural(isNegative: logBase.isNegative, part)
  }

  /// Whether powers of the base lead away from an end.
  func leadsAway(from end: Rational) -> Bool {
    let isAscending = base.numerator > base.denominator
    return isAscending ? end < from : from < end
  }

  /// The greatest index whose value does not pass an end; nil where it is `limit` or more.
  func steps(to end: Rational, below limit: Int) -> Int? {
    let logEnd = FixedPoint.logarithm(end)
    var upper = 1
    while upper < limit, !passes(end, logEnd, at: upper) { upper *= 2 }
    upper = min(upper, limit)
    guard limit > 0, passes(end, logEnd, at: upper) else { return nil }
    var lower = 0
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if passes(end, logEnd, at: middle) { upper = middle } else { lower = middle }
    }
    return lower
  }

  /// Whether the value at an index is beyond an end.
  private func passes(_ end: Rational, _ logEnd: SignedNatural, at index: Int) -> Bool {
    let isAscending = base.numerator > base.denominator
    if let value = exactValue(index) { return isAscending ? end < value : value < end }
    // The two differ: so long a power is no decimal of 34 digits.
    let beyond = logarithm(index) - logEnd
    return beyond.isNegative != isAscending && !beyond.magnitude.isZero
  }
}

extension Rational {
  /// Without common divisors.
  var reduced: Self {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    return Self(isNegative: isNegative, numerator / divisor, over: denominator / divisor)
  }

  /// a < b for positive numbers.
  fileprivate static func < (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}
