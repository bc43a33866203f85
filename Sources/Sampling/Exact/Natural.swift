/// A natural number of any size, in 64-bit words, the least significant first and the last never 0.
struct Natural: Hashable, Sendable {
  private(set) var words: [UInt64]

  init(_ value: UInt64) { words = value == 0 ? [] : [value] }

  /// Words, the least significant first, with zeros allowed at the end.
  init(words: [UInt64]) {
    self.words = words
    while self.words.last == 0 { self.words.removeLast() }
  }

  static let zero = Self(0)
  static let one = Self(1)

  var isZero: Bool { words.isEmpty }

  /// The number of bits without leading zeros; 0 for 0.
  var bitWidth: Int {
    words.last.map { words.count * 64 - $0.leadingZeroBitCount } ?? 0
  }

  /// How often 2 divides the number; 0 for 0.
  var trailingZeroBitCount: Int {
    guard let index = words.firstIndex(where: { $0 != 0 }) else { return 0 }
    return index * 64 + words[index].trailingZeroBitCount
  }

  /// The number where it fits 64 bits.
  var word: UInt64? {
    switch words.count {
    case 0: 0
    case 1: words[0]
    default: nil
    }
  }

  /// 10^exponent.
  static func powerOfTen(_ exponent: Int) -> Self {
    exponent < usualPowersOfTen.count ? usualPowersOfTen[exponent] : Self(5).power(exponent) << exponent
  }

  private static let usualPowersOfTen = (0..<64).map { Self(5).power($0) << $0 }

  /// The number to the power of `exponent` >= 0, by squaring.
  func power(_ exponent: Int) -> Self {
    var result = Self.one
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}

extension Natural: Comparable {
  static func < (a: Self, b: Self) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    for index in a.words.indices.reversed() where a.words[index] != b.words[index] {
      return a.words[index] < b.words[index]
    }
    return false
  }
}

extension Natural {
  static func + (a: Self, b: Self) -> Self {
    let (long, short) = a.words.count >= b.words.count ? (a.words, b.words) : (b.words, a.words)
    var sum = long
    var carry = false
    for index in sum.indices {
      if index >= short.count, !carry { break }
      let (first, overflow) = sum[index].addingReportingOverflow(index < short.count ? short[index] : 0)
      let (second, another) = first.addingReportingOverflow(carry ? 1 : 0)
      sum[index] = second
      carry = overflow || another
    }
    if carry { sum.append(1) }
    return Self(words: sum)
  }

  /// a - b for a >= b.
  static func - (a: Self, b: Self) -> Self {
    var difference = a.words
    var borrow = false
    for index in difference.indices {
      if index >= b.words.count, !borrow { break }
      let (first, overflow) = difference[index].subtractingReportingOverflow(
        index < b.words.count ? b.words[index] : 0)
      let (second, another) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      difference[index] = second
      borrow = overflow || another
    }
    return Self(words: difference)
  }

  static func * (a: Self, b: Self) -> Self {
    guard !a.isZero, !b.isZero else { return .zero }
    var product = [UInt64](repeating: 0, count: a.words.count + b.words.count)
    for (place, factor) in a.words.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in b.words.enumerated() {
        // At most (2^64 - 1)² + 2 (2^64 - 1) = 2^128 - 1.
        let sum =
          UInt128(factor) * UInt128(other) + UInt128(product[place + offset]) + UInt128(carry)
        product[place + offset] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(sum >> 64)
      }
      product[place + b.words.count] = carry
    }
    return Self(words: product)
  }

  static func << (a: Self, shift: Int) -> Self {
    guard shift > 0, !a.isZero else { return a }
    let bits = shift % 64
    var words = [UInt64](repeating: 0, count: shift / 64)
    words.reserveCapacity(words.count + a.words.count + 1)
    var carry: UInt64 = 0
    for word in a.words {
      words.append(word << bits | carry)
      carry = bits == 0 ? 0 : word >> (64 - bits)
    }
    words.append(carry)
    return Self(words: words)
  }

  /// The whole part of a / 2^shift.
  static func >> (a: Self, shift: Int) -> Self {
    guard shift > 0 else { return a }
    let skipped = shift / 64
    guard skipped < a.words.count else { return .zero }
    let bits = shift % 64
    var words = Array(a.words[skipped...])
    if bits > 0 {
      for index in words.indices {
        let above = index + 1 < words.count ? words[index + 1] << (64 - bits) : 0
        words[index] = words[index] >> bits | above
      }
    }
    return Self(words: words)
  }
}
