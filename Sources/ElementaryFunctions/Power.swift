/// x to the power of y, within 1 ulp, and exact wherever the result is a number of the type; special cases as
/// in IEEE 754 (9.2.1).
package func pow<S: BinaryFloatingPoint>(_ x: S, _ y: S) -> S { S(power(Double(x), Double(y))) }

private func power(_ x: Double, _ y: Double) -> Double {
  if y == 0 || x == 1 { return 1 }
  if x.isNaN || y.isNaN { return .nan }
  if y.isInfinite {
    if x == -1 { return 1 }
    return (x.magnitude > 1) == (y > 0) ? .infinity : 0
  }
  let isInteger = y == y.rounded(.towardZero)
  let isOdd = isInteger && (y / 2) != (y / 2).rounded(.towardZero)
  let sign: Double = x.sign == .minus && isOdd ? -1 : 1
  if x == 0 || x.isInfinite { return sign * ((x == 0) == (y > 0) ? 0 : .infinity) }
  if x < 0, !isInteger { return .nan }
  let (logarithm, exponent) = logarithm(x.magnitude)
  return sign * exponential(logarithm, exponent, times: y)
}

/// An unevaluated sum of two doubles, |low| at most half an ulp of high (Dekker, Numer. Math. 18, 1971).
private struct DoubleDouble {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// a + b without error.
  init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// a·b without error.
  init(product a: Double, _ b: Double) {
    high = a * b
    low = (-high).addingProduct(a, b)
  }

  static func + (a: Self, b: Self) -> Self {
    let sum = Self(sum: a.high, b.high)
    return Self(sum: sum.high, sum.low + (a.low + b.low))
  }

  static func * (a: Self, b: Self) -> Self {
    let product = Self(product: a.high, b.high)
    return Self(sum: product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: Self, b: Self) -> Self {
    let quotient = a.high / b.high
    let product = Self(quotient) * b
    return Self(sum: quotient, ((a.high - product.high) - product.low + a.low) / b.high)
  }
}

/// log(x) - exponent·log 2 to about 100 bits, for finite x > 0, from
/// 2 atanh(s) = 2 (s + s³/3 + s⁵/5 + …) with s = (m - 1) / (m + 1) and x = m·2^exponent, m in
/// [√½, √2]. The terms up to s⁵ are summed in pairs of doubles.
private func logarithm(_ x: Double) -> (DoubleDouble, exponent: Double) {
  var exponent = Double(x.exponent)
  var m = x.significand
  if m > 1.4142135623730951 {
    m /= 2
    exponent += 1
  }
  let s = DoubleDouble(m - 1) / DoubleDouble(sum: m, 1)
  let z = s * s
  var tail = 0.0
  for power in stride(from: 31.0, through: 7, by: -2) { tail = (1 / power).addingProduct(tail, z.high) }
  var series = z * DoubleDouble(tail) + DoubleDouble(0.2, -0x1.999999999999ap-57)
  series = z * series + DoubleDouble(0x1.5555555555555p-2, 0x1.5555555555555p-56)
  series = s + s * (z * series)
  return (DoubleDouble(2 * series.high, 2 * series.low), exponent)
}

/// exp(y·(logarithm + exponent·log 2)).
private func exponential(_ logarithm: DoubleDouble, _ exponent: Double, times y: Double) -> Double {
  let ln2 = DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
  let total = DoubleDouble(exponent) * ln2 + logarithm
  let size = total.high * y
  if size > 710 { return .infinity }
  if size < -746 { return 0 }
  let scaled = total * DoubleDouble(y)
  let k = (scaled.high * 0x1.71547652b82fep0).rounded(.toNearestOrEven)
  let r = scaled + DoubleDouble(-k) * ln2
  // exp(r) = 1 + r + r²/2! + …, for |r| <= (log 2)/2.
  var tail = 0.0
  var coefficient = 1.0 / 6_227_020_800  // 1/13!
  for power in stride(from: 13.0, through: 2, by: -1) {
    tail = coefficient.addingProduct(tail, r.high)
    coefficient *= power
  }
  let start = DoubleDouble(sum: 1, r.high)
  let value = start.high + (start.low + r.low.addingProduct(r.high * r.high, tail))
  // In two steps, of which only the last can round, since 2^k may be beyond the range.
  let half = (k / 2).rounded(.down)
  return value * powerOfTwo(half) * powerOfTwo(k - half)
}

/// 2^n for a normal result.
private func powerOfTwo(_ n: Double) -> Double {
  Double(sign: .plus, exponent: Int(n), significand: 1)
}
