/// ± significand · 10^exponent, as a file's text gives it.
struct DecimalNumber: Sendable {
  let isNegative: Bool
  /// Without zeros at its end.
  let significand: Natural
  let exponent: Int

  /// As many significant digits as IEEE 754's decimal128 has.
  static let digitLimit = 34

  enum Problem: Error { case notDecimal, tooManyDigits, outOfRange }

  /// Reads `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?` (YAML 1.2, 10.3.2). The
  /// number has at most 34 significant digits and is 0 or within the normal numbers of a Double.
  init(_ text: String) throws(Problem) {
    guard var scanned = DecimalScanner(text) else { throw .notDecimal }
    while scanned.digits.last == 0 {
      scanned.digits.removeLast()
      scanned.exponent += 1
    }
    let digits = scanned.digits.drop { $0 == 0 }
    guard digits.count <= Self.digitLimit else { throw .tooManyDigits }
    isNegative = scanned.isNegative && !digits.isEmpty
    significand = digits.reduce(.zero) { $0 * Natural(10) + Natural(UInt64($1)) }
    exponent = digits.isEmpty ? 0 : scanned.exponent
    guard abs(exponent) <= 400 else { throw .outOfRange }
    let value = rational.rounded
    guard value == 0 ? digits.isEmpty : value.isNormal else { throw .outOfRange }
  }

  var isZero: Bool { significand.isZero }
  var isPositive: Bool { !isNegative && !isZero }
  var rational: Rational { Rational(isNegative: isNegative, significand, tenTo: exponent) }

  /// The whole number value / 10^exponent, for an exponent that is at most the number's own.
  func scaled(tenTo exponent: Int) -> SignedNatural {
    let power = isZero ? Natural.one : .powerOfTen(self.exponent - exponent)
    return SignedNatural(isNegative: isNegative, significand * power)
  }

  /// The greatest power of ten of which all numbers are multiples.
  static func commonExponent(_ numbers: [Self]) -> Int {
    numbers.filter { !$0.isZero }.map(\.exponent).min() ?? 0
  }
}

/// An integer of any size.
struct SignedNatural: Sendable {
  var isNegative: Bool
  var magnitude: Natural

  init(isNegative: Bool, _ magnitude: Natural) {
    self.isNegative = isNegative && !magnitude.isZero
    self.magnitude = magnitude
  }

  /// The number, where it fits.
  var word: Int? {
    magnitude.word.flatMap { Int(exactly: $0) }.map { isNegative ? -$0 : $0 }
  }

  static func + (a: Self, b: Self) -> Self {
    if a.isNegative == b.isNegative { return Self(isNegative: a.isNegative, a.magnitude + b.magnitude) }
    let (large, small) = a.magnitude >= b.magnitude ? (a, b) : (b, a)
    return Self(isNegative: large.isNegative, large.magnitude - small.magnitude)
  }

  static func - (a: Self, b: Self) -> Self { a + Self(isNegative: !b.isNegative, b.magnitude) }

  static func * (a: Self, b: Natural) -> Self { Self(isNegative: a.isNegative, a.magnitude * b) }
}

/// The parts of a decimal text: ± DIGITS · 10^exponent.
private struct DecimalScanner {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  init?(_ text: String) {
    var bytes = text.utf8[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    Self.skipSign(&bytes)
    digits = Self.takeDigits(&bytes)
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      let fraction = Self.takeDigits(&bytes)
      digits += fraction
      exponent = -fraction.count
    }
    guard !digits.isEmpty else { return nil }
    if let letter = bytes.first, letter | 0x20 == UInt8(ascii: "e") {
      bytes.removeFirst()
      let isBelow = bytes.first == UInt8(ascii: "-")
      Self.skipSign(&bytes)
      let places = Self.takeDigits(&bytes)
      guard !places.isEmpty else { return nil }
      // What is beyond any range stays so.
      let size = places.reduce(0) { min($0 * 10 + Int($1), 1 << 40) }
      exponent += isBelow ? -size : size
    }
    guard bytes.isEmpty else { return nil }
  }

  private static func skipSign(_ bytes: inout Substring.UTF8View) {
    if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
  }

  private static func takeDigits(_ bytes: inout Substring.UTF8View) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let digits = bytes.prefix { (zero...zero + 9).contains($0) }
    bytes.removeFirst(digits.count)
    return digits.map { $0 - zero }
  }
}
