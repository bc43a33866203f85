/// Decimal numbers as tables have them, `-12.5e3`, to the nearest `Double`, ties to even, the same bits
/// everywhere.
///
///     digits   exponent q of 10      how
///     ≤ 15     -22...22              w · 10^q or w / 10^-q, which rounds once (W. D. Clinger, "How to read
///                                    floating point numbers accurately", PLDI 1990)
///     ≤ 19     any                   128 bits of 5^q (`PowersOfFive`)
///     more     any                   the first 19 and one more in their last place; where these two round
///                                    differently, whole numbers of any length (`ExactDecimal`)
package enum DecimalNumber {
  /// Reads the number that begins at `start`: a sign, digits with a decimal marker among, before or behind
  /// them, and an exponent.
  /// - Returns: where it ends; `nil` where there is none. A number too large for a `Double` is infinite.
  @inline(__always)
  static func read(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, decimal: UInt8,
    powers: PowersOfFive = .shared, into value: inout Double
  ) -> UnsafePointer<UInt8>? {
    var p = start
    guard p < end else { return nil }
    let isNegative = p.pointee == minus
    if isNegative || p.pointee == plus { p += 1 }
    let first = p
    var w: UInt64 = 0
    readDigits(&p, end, &w)
    var count = p - first
    var exponent = 0
    if p < end, p.pointee == decimal {
      p += 1
      let fraction = p
      readDigits(&p, end, &w)
      exponent = fraction - p
      count -= exponent
    }
    guard count > 0 else { return nil }
    let behindDigits = p
    if p < end, p.pointee | 0x20 == letterE {
      guard let (written, next) = readExponent(p + 1, end) else { return nil }
      exponent += written
      p = next
    }
    var magnitude = 0.0
    if count <= 15, (-22...22).contains(exponent) {
      magnitude =
        exponent < 0
        ? Double(w) / powers.ofTen[-exponent] : Double(w) * powers.ofTen[exponent]
    } else if count <= 19 {
      magnitude = powers.nearest(w, exponent)
    } else {
      magnitude = ofManyDigits(first, behindDigits, w, exponent)
    }
    value = isNegative ? -magnitude : magnitude
    return p
  }

  /// The number that a text is, of nothing else; `nil` where it is none.
  package static func value(_ text: some StringProtocol, decimal: UInt8 = UInt8(ascii: ".")) -> Double? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var value = 0.0
      let end = read(start, start + bytes.count, decimal: decimal, into: &value)
      return end == start + bytes.count ? value : nil
    }
  }

  /// Goes behind digits, and appends them to a number: eight at a time, then one by one. Beyond 19 digits the
  /// number is of no use.
  @inline(__always)
  private static func readDigits(
    _ p: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ w: inout UInt64
  ) {
    while end - p >= 8 {
      let eight = UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
      guard areDigits(eight) else { break }
      w = w &* 100_000_000 &+ number(ofEight: eight)
      p += 8
    }
    while p < end {
      let digit = p.pointee &- zero
      guard digit < 10 else { return }
      w = w &* 10 &+ UInt64(digit)
      p += 1
    }
  }

  /// Whether eight bytes are all digits: 0x30 to 0x39.
  @inline(__always)
  private static func areDigits(_ eight: UInt64) -> Bool {
    let upper: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    return (eight & upper) | (((eight &+ 0x0606_0606_0606_0606) & upper) &>> 4) == 0x3333_3333_3333_3333
  }

  /// Eight digits, the first in the lowest byte: pairs, then fours, then all (D. Lemire, "Number parsing at a
  /// gigabyte per second", Software: Practice and Experience 51(8), 2021, section 3).
  @inline(__always)
  private static func number(ofEight eight: UInt64) -> UInt64 {
    let digits = eight &- 0x3030_3030_3030_3030
    let pairs = digits &* 10 &+ (digits &>> 8)
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let high = (pairs & mask) &* 0x000F_4240_0000_0064
    let low = ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001
    return (high &+ low) &>> 32
  }

  /// An exponent with its sign; `nil` where there are no digits. One of many digits is as good as any beyond
  /// the range of a `Double`.
  private static func readExponent(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> (Int, UnsafePointer<UInt8>)? {
    var p = start
    guard p < end else { return nil }
    let isNegative = p.pointee == minus
    if isNegative || p.pointee == plus { p += 1 }
    let first = p
    var exponent = 0
    while p < end, p.pointee &- zero < 10 {
      if exponent < 1 << 40 { exponent = exponent * 10 + Int(p.pointee &- zero) }
      p += 1
    }
    guard p > first else { return nil }
    return (isNegative ? -exponent : exponent, p)
  }

  /// A number of more than 19 digits with the zeros in front; `w` is right where it has no more without them.
  @inline(never)
  private static func ofManyDigits(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ w: UInt64, _ exponent: Int
  ) -> Double {
    let written = UnsafeBufferPointer(start: start, count: end - start).lazy
    let count = written.drop { $0 &- zero > 9 || $0 == zero }.count { $0 &- zero < 10 }
    guard count > 19 else { return PowersOfFive.shared.nearest(w, exponent) }
    var digits = Array(written.drop { $0 &- zero > 9 || $0 == zero }.map { $0 &- zero }.filter { $0 < 10 })
    var exponent = exponent
    // No number between two doubles needs more digits than these; whether there are others is one more.
    if digits.count > 800 {
      exponent += digits.count - 801
      let hasRest = digits[800...].contains { $0 != 0 }
      digits.removeSubrange(800...)
      digits.append(hasRest ? 1 : 0)
    }
    let first = digits.prefix(19).reduce(0 as UInt64) { $0 &* 10 &+ UInt64($1) }
    let left = digits.count - 19
    let lower = PowersOfFive.shared.nearest(first, exponent + left)
    let upper = PowersOfFive.shared.nearest(first + 1, exponent + left)
    return lower == upper ? lower : ExactDecimal(digits: digits, exponent: exponent).nearest(lower)
  }
}

private let (zero, minus, plus) = (UInt8(ascii: "0"), UInt8(ascii: "-"), UInt8(ascii: "+"))
private let letterE = UInt8(ascii: "e")
