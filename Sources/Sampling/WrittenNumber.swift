/// A number with its text as people write it, the same on every machine.
///
/// The text is
/// - all digits of an integer that fits `Int` (`32`, never `32.0`);
/// - else the exact decimal where it has at most 17 significant digits (`0.3`);
/// - else the shortest decimal that reads back as the same Double (`3.1622776601683795`).
///
/// Numbers that are no such integers and are below 0.0001 or at least 10^17 in size have an exponent: `1e-7`.
package struct WrittenNumber: Hashable, Sendable, CustomStringConvertible {
  /// The Double that is nearest to the number.
  package let value: Double
  /// The number itself where it is an integer that fits.
  package let integer: Int?
  package let text: String

  package var description: String { text }

  package init(_ integer: Int) {
    self.value = Double(integer)
    self.integer = integer
    text = String(integer)
  }

  /// A finite Double; its text is that of its shortest decimal.
  package init(_ value: Double) {
    self.init(Rational(value), nearest: value)
  }

  /// A finite Double that is the nearest one to a decimal of at most 15 digits: its shortest decimal is that.
  package init(shortest value: Double) {
    // Whole numbers below 2^53 are what their digits say.
    if value.magnitude < 0x1p53, let integer = Int(exactly: value) {
      self.init(integer)
      return
    }
    // What Swift writes without an exponent, and is no whole number, has that text here too.
    if value.magnitude >= 1e-4, value.magnitude < 0x1p53 {
      self.init(value: value, text: value.description)
      return
    }
    let decimal = DecimalDigits(shortest: value)
    if let integer = decimal.integer {
      self.init(integer)
    } else {
      self.init(value: value, text: decimal.text)
    }
  }

  init(_ number: Rational) { self.init(number, nearest: number.rounded) }

  private init(_ number: Rational, nearest value: Double) {
    if let decimal = DecimalDigits(exactly: number) {
      if let integer = decimal.integer {
        self.init(integer)
        return
      }
      if decimal.digits.count <= 17 {
        self.init(value: value, text: decimal.text)
        return
      }
    }
    self.init(value: value, text: DecimalDigits(shortest: value).text)
  }

  private init(value: Double, text: String) {
    self.value = value == 0 ? 0 : value
    integer = nil
    self.text = text
  }
}

/// ± 0.DIGITS · 10^pointPlace, at most 19 digits without zeros at the end; none for 0.
struct DecimalDigits: Equatable {
  let isNegative: Bool
  let digits: [UInt8]
  let pointPlace: Int

  init(isNegative: Bool, digits: [UInt8], pointPlace: Int) {
    var digits = digits[...]
    while digits.last == 0 { digits.removeLast() }
    self.isNegative = isNegative
    self.digits = Array(digits)
    self.pointPlace = digits.isEmpty ? 0 : pointPlace
  }

  /// A number that is a decimal of at most 19 digits; nil for any other.
  init?(exactly number: Rational) {
    if number.numerator.isZero {
      self.init(isNegative: false, digits: [], pointPlace: 0)
      return
    }
    // The number of bits gives log10 within 1.3, so the quotient by 10^place has 19 to 21 digits.
    let bits = number.numerator.bitWidth - number.denominator.bitWidth
    let size = Int((Double(bits) * 0.30102999566398120).rounded(.down))
    let place = size - 19
    let (quotient, remainder) = (number.numerator * .powerOfTen(max(-place, 0))).quotientAndRemainder(
      dividingBy: number.denominator * .powerOfTen(max(place, 0)))
    guard remainder.isZero else { return nil }
    let digits = Self.decimalDigits(quotient)
    self.init(isNegative: number.isNegative, digits: digits, pointPlace: place + digits.count)
    if self.digits.count > 19 { return nil }
  }

  /// The shortest decimal that reads back as a finite Double, which Swift's description has.
  init(shortest value: Double) {
    var digits: [UInt8] = []
    var places: Int?
    var exponent = 0
    let parts = value.magnitude.description.split(separator: "e")
    for byte in parts.first.map({ Array($0.utf8) }) ?? [] {
      if byte == UInt8(ascii: ".") { places = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
    }
    if parts.count > 1 { exponent = Int(parts[1]) ?? 0 }
    let leading = digits.prefix { $0 == 0 }.count
    self.init(
      isNegative: value < 0, digits: Array(digits[leading...]),
      pointPlace: (places ?? digits.count) - leading + exponent)
  }

  private static func decimalDigits(_ number: Natural) -> [UInt8] {
    // In two parts, of which each fits a word: 21 digits at most.
    let (upper, lower) = number.quotientAndRemainder(dividingBy: 10_000_000_000 as UInt64)
    var digits: [UInt8] = []
    digits.reserveCapacity(21)
    var (rest, above) = (lower, upper.word ?? 0)
    while rest > 0 || above > 0 {
      if digits.count == 10 { (rest, above) = (above, 0) }
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
    return digits.reversed()
  }

  /// The number where it is an integer that fits.
  var integer: Int? {
    guard pointPlace >= digits.count, pointPlace <= 19 else { return digits.isEmpty ? 0 : nil }
    var value = 0
    for index in 0..<pointPlace {
      let digit = Int(index < digits.count ? digits[index] : 0)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, another) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow || another { return nil }
      value = sum
    }
    return value
  }

  var text: String {
    func string(_ digits: some Sequence<UInt8>) -> String {
      String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }
    guard !digits.isEmpty else { return "0" }
    let sign = isNegative ? "-" : ""
    let exponent = pointPlace - 1
    if exponent < -4 || exponent >= 17 {
      let rest = digits.count > 1 ? "." + string(digits[1...]) : ""
      return "\(sign)\(digits[0])\(rest)e\(exponent)"
    }
    if pointPlace <= 0 { return sign + "0." + String(repeating: "0", count: -pointPlace) + string(digits) }
    if pointPlace >= digits.count {
      return sign + string(digits) + String(repeating: "0", count: pointPlace - digits.count)
    }
    return sign + string(digits[..<pointPlace]) + "." + string(digits[pointPlace...])
  }
}
