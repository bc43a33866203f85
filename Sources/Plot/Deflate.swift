/// Compresses bytes to a zlib stream (RFC 1950) of one block with fixed codes (RFC 1951, 3.2.6).
///
/// It finds the last place where the next three bytes stood and copies from there what it can: enough
/// for the flat areas and repeated rows of small images. Its output depends on nothing but its input,
/// while that of a system's zlib changes with the version, and figures are to be the same everywhere.
struct Deflate {
  private var stream: [UInt8] = [0x78, 0x01]
  private var pending: UInt32 = 0
  private var pendingBits: UInt32 = 0

  private static let shortestMatch = 3
  private static let longestMatch = 258
  private static let window = 32_768

  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var deflate = Deflate()
    deflate.compress(bytes)
    return deflate.stream + bigEndian(adler32(bytes))
  }

  private mutating func compress(_ bytes: [UInt8]) {
    // One block, the last, with fixed codes.
    put(0b011, bits: 3)
    var lastPlaces = [Int](repeating: -1, count: 1 << 14)
    var position = 0
    while position < bytes.count {
      let candidate = Self.remember(position, of: bytes, in: &lastPlaces)
      let length = Self.matchLength(bytes, at: position, from: candidate)
      if length >= Self.shortestMatch {
        putMatch(length: length, distance: position - candidate)
        for skipped in position + 1..<position + length {
          _ = Self.remember(skipped, of: bytes, in: &lastPlaces)
        }
        position += length
      } else {
        putSymbol(Int(bytes[position]))
        position += 1
      }
    }
    putSymbol(256)
    if pendingBits > 0 { put(0, bits: 8 - pendingBits) }
  }

  /// Notes where the three bytes at a position stand, and gives the place where bytes with the same
  /// hash stood before; -1 for none.
  private static func remember(_ position: Int, of bytes: [UInt8], in lastPlaces: inout [Int]) -> Int {
    guard position + 2 < bytes.count else { return -1 }
    let word = bytes[position...position + 2].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let hash = Int((word &* 2_654_435_761) >> 18)
    defer { lastPlaces[hash] = position }
    return lastPlaces[hash]
  }

  private static func matchLength(_ bytes: [UInt8], at position: Int, from candidate: Int) -> Int {
    guard candidate >= 0, position - candidate <= window else { return 0 }
    let limit = min(longestMatch, bytes.count - position)
    var length = 0
    while length < limit, bytes[candidate + length] == bytes[position + length] { length += 1 }
    return length
  }

  /// Adds bits, the lowest first.
  private mutating func put(_ value: UInt32, bits: UInt32) {
    pending |= value << pendingBits
    pendingBits += bits
    while pendingBits >= 8 {
      stream.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingBits -= 8
    }
  }

  /// Adds a code, its highest bit first.
  private mutating func putCode(_ code: UInt32, bits: UInt32) {
    put((0..<bits).reduce(0) { $0 << 1 | (code >> $1 & 1) }, bits: bits)
  }

  /// Adds a byte (0 to 255), the end (256) or a length (257 to 285).
  private mutating func putSymbol(_ symbol: Int) {
    let value = UInt32(symbol)
    switch symbol {
    case ..<144: putCode(0x30 + value, bits: 8)
    case ..<256: putCode(0x190 + value - 144, bits: 9)
    case ..<280: putCode(value - 256, bits: 7)
    default: putCode(0xC0 + value - 280, bits: 8)
    }
  }

  private mutating func putMatch(length: Int, distance: Int) {
    let lengthCode = Self.lengthBases.lastIndex { $0 <= length } ?? 0
    putSymbol(257 + lengthCode)
    // The code for 258 has no extra bits; each four codes from 8 on have one more.
    let lengthBits = lengthCode < 8 || length == Self.longestMatch ? 0 : UInt32(lengthCode / 4 - 1)
    put(UInt32(length - Self.lengthBases[lengthCode]), bits: lengthBits)
    let distanceCode = Self.distanceBases.lastIndex { $0 <= distance } ?? 0
    putCode(UInt32(distanceCode), bits: 5)
    let distanceBits = distanceCode < 4 ? 0 : UInt32(distanceCode / 2 - 1)
    put(UInt32(distance - Self.distanceBases[distanceCode]), bits: distanceBits)
  }

  /// The shortest length of each length code (RFC 1951, 3.2.5).
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
    195, 227, 258,
  ]

  /// The shortest distance of each distance code (RFC 1951, 3.2.5).
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
  ]

  /// The checksum of RFC 1950.
  static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
