/// The shortest decimal number that reads back to the same bits, as digits that can be rounded.
///
/// Rounding works on these digits and not on the binary value, so that a table agrees with the CSV
/// file beside it: 0.97535 is 97.54 % though its binary value lies just below. Nothing here asks the
/// locale or the C library, so the same value gives the same text on every machine.
package struct ShortestDecimal: Equatable {
  package var isNegative: Bool
  /// Decimal digits, most significant first, without leading or trailing zeros; empty for zero.
  package var digits: [UInt8]
  /// The place of the point: the value is 0.DIGITS × 10^pointPlace.
  package var pointPlace: Int

  /// The decimal of a finite value; nil for infinities and NaN.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.init(description: value.description)
  }

  /// The decimal of a finite value with the digits that a `Float` needs; nil for infinities and NaN.
  package init?(_ value: Float) {
    guard value.isFinite else { return nil }
    self.init(description: value.description)
  }

  package init(_ value: Int) {
    self.init(description: value.description)
  }

  /// Reads Swift's description of a finite number: `-12.5`, `1e-05`, `42`.
  private init(description: String) {
    isNegative = false
    digits = []
    pointPlace = 0
    var exponent = 0
    var exponentIsNegative = false
    var inExponent = false
    var pointSeen = false
    for byte in description.utf8 {
      switch byte {
      case UInt8(ascii: "-"):
        if inExponent { exponentIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."):
        pointSeen = true
      case UInt8(ascii: "e"):
        inExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if inExponent {
          exponent = exponent * 10 + Int(digit)
        } else {
          digits.append(digit)
          if !pointSeen { pointPlace += 1 }
        }
      default:
        break
      }
    }
    pointPlace += exponentIsNegative ? -exponent : exponent
    trim()
  }

  private mutating func trim() {
    let leadingZeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leadingZeros)
    pointPlace -= leadingZeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { pointPlace = 0 }
  }
}

extension ShortestDecimal {
  var isZero: Bool { digits.isEmpty }

  /// The value times 10^`places`.
  package func shifted(by places: Int) -> ShortestDecimal {
    var result = self
    if !digits.isEmpty { result.pointPlace += places }
    return result
  }

  /// The value rounded to `decimals` decimals, halves away from zero, with that many decimals
  /// written. Zero has no sign.
  package func fixed(decimals: Int, groupingThousands: Bool = false) -> String {
    let rounded = rounded(decimals: decimals)
    var whole: [UInt8] = []
    for place in 0..<max(rounded.pointPlace, 0) { whole.append(rounded.digit(at: place)) }
    if whole.isEmpty { whole = [0] }
    var text = rounded.isNegative && !rounded.digits.isEmpty ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if groupingThousands, index > 0, (whole.count - index).isMultiple(of: 3) { text += "," }
      text += String(digit)
    }
    guard decimals > 0 else { return text }
    text += "."
    for place in 0..<decimals { text += String(rounded.digit(at: rounded.pointPlace + place)) }
    return text
  }

  /// The value with this many significant digits, halves away from zero: `1.20e-05` for 3. Zero has no sign.
  package func scientific(significantDigits count: Int) -> String {
    let rounded = rounded(decimals: count - pointPlace)
    guard !rounded.digits.isEmpty else { return fixed(decimals: count - 1) }
    let exponent = rounded.pointPlace - 1
    let rest = (1..<max(count, 1)).map { String(rounded.digit(at: $0)) }.joined()
    let power = "\(exponent.magnitude)"
    return (rounded.isNegative ? "-" : "") + String(rounded.digits[0]) + (rest.isEmpty ? "" : ".") + rest
      + (exponent < 0 ? "e-" : "e+") + (power.count < 2 ? "0" : "") + power
  }

  /// The value with at most this many significant digits, zeros at the end left out: `0.975`, `1250`,
  /// `1.2e-05` where more than three zeros would follow the point, or the digits end before it.
  package func general(significantDigits count: Int) -> String {
    let rounded = rounded(decimals: count - pointPlace)
    guard rounded.pointPlace > -4, rounded.pointPlace <= max(count, 15) else {
      return rounded.scientific(significantDigits: max(rounded.digits.count, 1))
    }
    return rounded.fixed(decimals: max(rounded.digits.count - rounded.pointPlace, 0))
  }

  /// The digit at an index into `digits`, 0 outside of them.
  private func digit(at index: Int) -> UInt8 {
    digits.indices.contains(index) ? digits[index] : 0
  }

  /// The value rounded to `decimals` decimals, halves away from zero.
  func rounded(decimals: Int) -> ShortestDecimal {
    let kept = pointPlace + decimals
    guard kept < digits.count else { return self }
    var result = self
    guard kept >= 0 else {
      result.digits = []
      result.pointPlace = 0
      return result
    }
    result.digits.removeSubrange(kept...)
    if digit(at: kept) >= 5 {
      var index = kept - 1
      while index >= 0, result.digits[index] == 9 {
        result.digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        result.digits[index] += 1
      } else {
        result.digits.insert(1, at: 0)
        result.pointPlace += 1
      }
    }
    result.trim()
    return result
  }
}
