/// Puts the parts of a ``SessionState`` one behind the other: numbers as eight bytes, little-endian; a list
/// begins with its count.
struct StateWriter {
  var bytes: [UInt8] = []

  mutating func write(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }

  mutating func write(_ numbers: [Double]) { write(numbers) { $0.write($1.bitPattern) } }

  mutating func write(_ text: String) {
    write(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func write<Element>(_ list: [Element], _ body: (inout StateWriter, Element) -> Void) {
    write(UInt64(list.count))
    for element in list { body(&self, element) }
  }

  mutating func write(_ generator: RandomGenerator) {
    let (kind, bits, cachedNormal): (UInt64, MersenneTwister, Double?) =
      switch generator {
      case .torch(let generator): (0, generator.bits, generator.cachedNormal)
      case .numpy(let generator): (1, generator.bits, generator.cachedNormal)
      }
    write(kind)
    write(bits.state) { $0.write(UInt64($1)) }
    write(UInt64(bits.position))
    write([cachedNormal].compactMap { $0 })
  }
}

/// Reads what a ``StateWriter`` has written.
struct StateReader {
  let bytes: [UInt8]
  var place: Int

  var isAtEnd: Bool { place == bytes.count }

  mutating func word() throws(SessionStateError) -> UInt64 {
    guard bytes.count - place >= 8 else { throw .damaged }
    defer { place += 8 }
    return bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func count() throws(SessionStateError) -> Int {
    guard let count = Int(exactly: try word()) else { throw .damaged }
    return count
  }

  /// Each element takes a byte at least, so a count that cannot be is noticed before memory is asked for.
  mutating func list<Element>(
    _ body: (inout StateReader) throws(SessionStateError) -> Element
  ) throws(SessionStateError) -> [Element] {
    let count = try count()
    guard count <= bytes.count - place else { throw .damaged }
    var list: [Element] = []
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  mutating func numbers() throws(SessionStateError) -> [Double] {
    try list { reader throws(SessionStateError) in Double(bitPattern: try reader.word()) }
  }

  mutating func string() throws(SessionStateError) -> String {
    let count = try count()
    guard count <= bytes.count - place,
      let text = String(validating: bytes[place..<place + count], as: UTF8.self)
    else { throw .damaged }
    place += count
    return text
  }

  mutating func generator() throws(SessionStateError) -> RandomGenerator {
    let kind = try word()
    let state = try list { reader throws(SessionStateError) -> UInt32 in
      guard let word = UInt32(exactly: try reader.word()) else { throw .damaged }
      return word
    }
    let (position, cached) = (try count(), try numbers())
    guard let bits = MersenneTwister(state: state, position: position), cached.count <= 1 else {
      throw .damaged
    }
    switch kind {
    case 0:
      var generator = TorchGenerator(seed: 0)
      (generator.bits, generator.cachedNormal) = (bits, cached.first)
      return .torch(generator)
    case 1:
      var generator = NumPyGenerator(seed: 0)
      (generator.bits, generator.cachedNormal) = (bits, cached.first)
      return .numpy(generator)
    default: throw .damaged
    }
  }
}
