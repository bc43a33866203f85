/// Logarithms and exponentials of 384 bits after the point, for what no exact number expresses. An error is
/// below 2^-350, so a result rounds to the nearest Double unless it is irrational and within that distance of
/// the middle of two.
enum FixedPoint {
  static let bits = 384
  static let one = Natural.one << bits

  /// log 2.
  static let ln2 = atanhSeries(numerator: .one, denominator: Natural(3)) << 1

  /// log(numerator / denominator) of a positive fraction, as a multiple of 2^-384.
  /// With x = m·2^k, m in (½, 2): log x = k log 2 + 2 atanh((m - 1) / (m + 1)).
  static func logarithm(_ x: Rational) -> SignedNatural {
    let k = x.numerator.bitWidth - x.denominator.bitWidth
    let numerator = x.numerator << max(-k, 0)
    let denominator = x.denominator << max(k, 0)
    let isBelow = numerator < denominator
    let difference = isBelow ? denominator - numerator : numerator - denominator
    let series = atanhSeries(numerator: difference, denominator: numerator + denominator) << 1
    return SignedNatural(isNegative: k < 0, ln2 * Natural(UInt64(abs(k))))
      + SignedNatural(isNegative: isBelow, series)
  }

  /// exp(x) for a multiple x of 2^-384 below 2^20 in size: exp(x) = 2^k (exp(r / 2^16))^(2^16) with
  /// x = k log 2 + r, 0 <= r < log 2, of which Taylor's series is summed.
  static func exponential(_ x: SignedNatural) -> Rational {
    var (quotient, rest) = x.magnitude.quotientAndRemainder(dividingBy: ln2)
    var k = Int(quotient.word ?? 0)
    if x.isNegative {
      k = -k
      if !rest.isZero {
        k -= 1
        rest = ln2 - rest
      }
    }
    let halvings = 16
    let extra = 64  // the squarings double an error 16 times
    let precision = bits + extra
    let r = rest << (extra - halvings)
    quotient = Natural.one << precision
    var term = quotient
    var sum = quotient
    var index: UInt64 = 1
    while !term.isZero {
      term = ((term * r) >> precision) / index
      sum = sum + term
      index += 1
    }
    for _ in 0..<halvings { sum = (sum * sum) >> precision }
    return Rational(sum << max(k, 0), over: Natural.one << (precision + max(-k, 0)))
  }

  /// atanh(s) = s + s³/3 + s⁵/5 + … of s = numerator / denominator below ½.
  private static func atanhSeries(numerator: Natural, denominator: Natural) -> Natural {
    let s = (numerator << bits) / denominator
    let square = (s * s) >> bits
    var power = s
    var sum = s
    var index: UInt64 = 1
    while !power.isZero {
      power = (power * square) >> bits
      index += 2
      sum = sum + power / index
    }
    return sum
  }
}
