/// A whole number of any length, for what few numbers of a table need.
struct WholeNumber: Comparable {
  /// 32 bits each, the lowest first; none of 0, and else the last one not 0.
  private var words: [UInt32]

  /// factor^power, power >= 0.
  init(power: Int, of factor: UInt32) {
    words = [1]
    for _ in 0..<power { multiply(by: factor) }
  }

  /// The number of these digits, the first the highest.
  init(digits: [UInt8]) {
    words = []
    for digit in digits {
      multiply(by: 10)
      add(UInt32(digit))
    }
  }

  init(_ value: UInt64) {
    words = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  /// The bits without zeros in front.
  var bitWidth: Int { words.last.map { 32 * words.count - $0.leadingZeroBitCount } ?? 0 }

  mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for index in words.indices {
      let product = UInt64(words[index]) * UInt64(factor) + carry
      words[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
  }

  mutating func add(_ value: UInt32) {
    var carry = value
    var index = 0
    while carry > 0 {
      if index == words.count { words.append(0) }
      let (sum, overflows) = words[index].addingReportingOverflow(carry)
      words[index] = sum
      carry = overflows ? 1 : 0
      index += 1
    }
  }

  /// Divides, and leaves the rest out.
  mutating func divide(by divisor: UInt32) {
    var rest: UInt64 = 0
    for index in words.indices.reversed() {
      let value = rest << 32 | UInt64(words[index])
      words[index] = UInt32(value / UInt64(divisor))
      rest = value % UInt64(divisor)
    }
    trim()
  }

  func shifted(left count: Int) -> WholeNumber {
    guard !words.isEmpty else { return self }
    let (whole, bits) = count.quotientAndRemainder(dividingBy: 32)
    var shifted = self
    shifted.multiply(by: 1 << UInt32(bits))
    shifted.words.insert(contentsOf: repeatElement(0, count: whole), at: 0)
    return shifted
  }

  /// The highest 128 bits, with zeros behind where there are fewer.
  var leading128: (high: UInt64, low: UInt64) {
    let width = bitWidth
    func bits(from start: Int) -> UInt64 {
      (0..<64).reduce(0) { $0 << 1 | bit(start - $1) }
    }
    return (bits(from: width - 1), bits(from: width - 65))
  }

  private func bit(_ place: Int) -> UInt64 {
    place < 0 ? 0 : UInt64(words[place / 32] >> UInt32(place % 32) & 1)
  }

  private mutating func trim() { while words.last == 0 { words.removeLast() } }

  static func < (a: WholeNumber, b: WholeNumber) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    return a.words.reversed().lexicographicallyPrecedes(b.words.reversed())
  }
}

/// A decimal number of any length, exactly.
struct ExactDecimal {
  /// The value is digits · 10^exponent.
  let digits: [UInt8]
  let exponent: Int

  /// The nearest `Double`, of which `lower` or the one above it are known to be.
  func nearest(_ lower: Double) -> Double {
    guard lower.isFinite else { return lower }
    // lower = m · 2^e; halfway to the next one is (2m + 1) · 2^(e - 1).
    let bits = lower.bitPattern
    let isSubnormal = bits >> 52 == 0
    let significand = bits & (1 << 52 - 1) | (isSubnormal ? 0 : 1 << 52)
    let power = (isSubnormal ? 1 : Int(bits >> 52)) - 1075 - 1
    var value = WholeNumber(digits: digits)
    var half = WholeNumber(2 * significand + 1)
    // Both sides times the powers of 2 and 5 that make them whole: 10^exponent = 2^exponent · 5^exponent.
    for _ in 0..<max(exponent, 0) { value.multiply(by: 5) }
    for _ in 0..<max(-exponent, 0) { half.multiply(by: 5) }
    if power > exponent {
      half = half.shifted(left: power - exponent)
    } else {
      value = value.shifted(left: exponent - power)
    }
    if value < half { return lower }
    if value == half, significand & 1 == 0 { return lower }
    return lower.nextUp
  }
}
