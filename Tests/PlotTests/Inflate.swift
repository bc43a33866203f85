/// Reads a zlib stream of one block with fixed codes, by the letter of RFC 1951: what the figures'
/// images are packed with must be readable by others. Nil for a stream that breaks the rules.
struct Inflate {
  private let bytes: [UInt8]
  private var bit = 16
  private var output: [UInt8] = []

  static func zlib(_ stream: [UInt8]) -> [UInt8]? {
    guard stream.count >= 6, (Int(stream[0]) * 256 + Int(stream[1])).isMultiple(of: 31) else { return nil }
    var inflate = Inflate(stream)
    guard inflate.bits(1) == 1, inflate.bits(2) == 1, inflate.readBlock() else { return nil }
    let checksum = stream.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in inflate.output {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    guard (inflate.bit + 7) / 8 + 4 == stream.count, checksum == high << 16 | low else { return nil }
    return inflate.output
  }

  private init(_ stream: [UInt8]) { bytes = stream }

  private mutating func bits(_ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | nextBit() << $1 }
  }

  private mutating func nextBit() -> Int {
    guard bit / 8 < bytes.count else { return 0 }
    defer { bit += 1 }
    return Int(bytes[bit / 8] >> UInt8(bit % 8) & 1)
  }

  private mutating func symbol() -> Int {
    var code = (0..<7).reduce(0) { value, _ in value << 1 | nextBit() }
    if code <= 0b001_0111 { return 256 + code }
    code = code << 1 | nextBit()
    if (0x30...0xBF).contains(code) { return code - 0x30 }
    if (0xC0...0xC7).contains(code) { return 280 + code - 0xC0 }
    return 144 + (code << 1 | nextBit()) - 0x190
  }

  private mutating func readBlock() -> Bool {
    while bit / 8 < bytes.count - 4 + 1 {
      let symbol = symbol()
      if symbol == 256 { return true }
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      let lengthCode = symbol - 257
      let lengthBits = lengthCode < 8 || lengthCode == 28 ? 0 : lengthCode / 4 - 1
      let lengthBase =
        lengthCode == 28 ? 258 : lengthCode < 8 ? 3 + lengthCode : 3 + (4 + lengthCode % 4) << lengthBits
      let length = lengthBase + bits(lengthBits)
      let code = (0..<5).reduce(0) { value, _ in value << 1 | nextBit() }
      let distanceBits = code < 4 ? 0 : code / 2 - 1
      let distanceBase = code < 4 ? 1 + code : 1 + (2 + code % 2) << distanceBits
      let distance = distanceBase + bits(distanceBits)
      guard distance <= output.count, length <= 258 else { return false }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    return false
  }
}
