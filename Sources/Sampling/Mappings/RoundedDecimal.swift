/// A Double rounded to a decimal place, from the digits of its shortest decimal.
///
/// The shortest decimal s of x rounds as x itself does, unless s is the middle between two multiples of
/// 10^place: a middle m between s and x would read back as x too, with no more digits and nearer to it, so
/// that it would be s.
struct RoundedDecimal {
  private let value: Double
  private let shortest: Shortest?

  /// Of a finite value.
  init(_ value: Double) {
    self.value = value
    shortest = Shortest(value.magnitude)
  }

  /// The nearest multiple of 10^place; `nil` where that takes exact arithmetic.
  func rounded(toMultipleOfTenTo place: Int) -> Double? {
    guard let shortest else { return nil }
    // Digits that go.
    let excess = place - shortest.exponent
    if excess <= 0 { return value }
    guard excess < Self.powersOfTen.count else { return nil }
    let (quotient, rest) = shortest.digits.quotientAndRemainder(dividingBy: Self.powersOfTen[excess])
    let half = Self.powersOfTen[excess] / 2
    guard rest != half, quotient + 1 < 1 << 53, place.magnitude <= 22 else { return nil }
    // Both are exact, so the quotient or product is the nearest Double.
    let whole = Double(rest > half ? quotient + 1 : quotient)
    let power = Self.exactPowers[Int(place.magnitude)]
    let rounded = place < 0 ? whole / power : whole * power
    return value < 0 ? -rounded : rounded
  }

  /// The exponent of the first digit; `nil` of 0.
  var firstPlace: Int? {
    if let shortest { return shortest.digits > 0 ? shortest.exponent + shortest.count - 1 : nil }
    return value == 0 ? nil : DecimalDigits(shortest: value).pointPlace - 1
  }

  private static let powersOfTen = (0..<19).map { power in
    (0..<power).reduce(UInt64(1)) { ten, _ in ten * 10 }
  }
  private static let exactPowers = (0...22).map { power in (0..<power).reduce(1.0) { ten, _ in ten * 10 } }

  /// digits · 10^exponent, the shortest decimal that reads back as a value.
  private struct Shortest {
    var digits: UInt64 = 0
    var exponent = 0
    /// How many digits there are, without zeros in front.
    var count = 0

    init?(_ magnitude: Double) {
      var text = magnitude.description
      let isRead = text.withUTF8 { bytes in
        var (isFraction, index) = (false, 0)
        while index < bytes.count {
          let byte = bytes[index]
          index += 1
          if byte == UInt8(ascii: ".") {
            isFraction = true
          } else if byte == UInt8(ascii: "e") {
            guard let power = Int(String(decoding: bytes[index...], as: UTF8.self)) else { return false }
            exponent += power
            return true
          } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), count < 18 {
            digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
            if digits > 0 { count += 1 }
            if isFraction { exponent -= 1 }
          } else {
            return false
          }
        }
        return true
      }
      if !isRead { return nil }
    }
  }
}
