/// Decimal numbers as tables have them, `-12.5e3`, to the nearest `Double`, ties to even, the same bits
/// everywhere.
///
///     digits   exponent q of 10      how
///     ≤ 15     -22...22              w · 10^q or w / 10^-q, which rounds once (W. D. Clinger, "How to read
///                                    floating point numbers accurately", PLDI 1990)
///     ≤ 19     any                   128 bits of 5^q (`PowersOfFive`)
///     more     any                   the first 19 and one more in their last place; where these two round
///                                    differently, whole numbers of any length (`ExactDecimal`)
package enum DecimalParser {
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
    readDigits(&p, end, &w, powers)
    var count = p - first
    var exponent = 0
    if p < end, p.pointee == decimal {
      p += 1
      let fraction = p
      readDigits(&p, end, &w, powers)
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
      magnitude = ofManyDigits(first, behindDigits, w, exponent, powers)
    }
    value = isNegative ? -magnitude : magnitude
    return p
  }

  @inline(__always)
  static func eight(at place: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
  }

  /// 0x80 in place of each of eight bytes that is no digit, and 0 in place of the others.
  @inline(__always)
  private static func marks(ofOthersIn eight: UInt64) -> UInt64 {
    // Digits are 0 to 9 now.
    let digits = eight ^ zeros
    return ((digits & ~highBits) &+ 0x7676_7676_7676_7676 | digits) & highBits
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

  /// Goes behind digits, and appends them to a number: eight at a time, the last ones with zeros in front, so
  /// that how many they are decides no branch; one by one at the end of the bytes. Beyond 19 digits the
  /// number is of no use.
  @inline(__always)
  private static func readDigits(
    _ p: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ w: inout UInt64, _ powers: PowersOfFive
  ) {
    while end - p >= 8 {
      let eight = eight(at: p)
      let digits = eight ^ zeros
      let others = marks(ofOthersIn: eight)
      if others == 0 {
        w = w &* 100_000_000 &+ number(ofEight: digits)
        p += 8
        continue
      }
      let count = others.trailingZeroBitCount &>> 3
      // What is not of the number goes out at the top; the shift is 64 where that is all.
      let last = (digits &<< UInt64(56 &- 8 &* count)) &<< 8
      w = w &* powers.ofTenWhole[count] &+ number(ofEight: last)
      p += count
      return
    }
    while p < end {
      let digit = p.pointee &- zero
      guard digit < 10 else { return }
      w = w &* 10 &+ UInt64(digit)
      p += 1
    }
  }

  /// Eight digits, each from 0 to 9 in a byte, the first in the lowest: pairs, then fours, then all (D.
  /// Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51(8), 2021,
  /// section 3).
  @inline(__always)
  static func number(ofEight digits: UInt64) -> UInt64 {
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
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ w: UInt64, _ exponent: Int,
    _ powers: PowersOfFive
  ) -> Double {
    var (p, count) = (start, 0)
    while p < end {
      let digit = p.pointee &- zero
      if digit < 10, count > 0 || digit > 0 { count += 1 }
      p += 1
    }
    guard count > 19 else { return powers.nearest(w, exponent) }
    let written = UnsafeBufferPointer(start: start, count: end - start).lazy
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
    let lower = powers.nearest(first, exponent + left)
    let upper = powers.nearest(first + 1, exponent + left)
    return lower == upper ? lower : ExactDecimal(digits: digits, exponent: exponent).nearest(lower)
  }
}

// One by one: the compiler knows the values then, and nothing is looked up.
private let zero = UInt8(ascii: "0")
private let minus = UInt8(ascii: "-")
private let plus = UInt8(ascii: "+")
private let letterE = UInt8(ascii: "e")
private let highBits: UInt64 = 0x8080_8080_8080_8080
private let zeros: UInt64 = 0x3030_3030_3030_3030
