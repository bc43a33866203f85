/// The features of a source's examples.
package enum Features: Sendable {
  case bytes(ByteFeatures)
  /// count×featureCount, row-major.
  case values([Double])
}

/// Features that are bytes, as the pixels of images are, each standing for `offset + scale · byte`.
///
/// Most pixels of many images are 0. A first layer has nothing to do for these but to count the offset, so there are marks
/// that tell it the others.
package final class ByteFeatures: @unchecked Sendable {
  // Unchecked for `marks`, which only `init` writes.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let width: Int
  private let owner: any AnyObject & Sendable
  private let marks: AlignedBuffer<UInt64>
  package let scale: Double
  package let offset: Double

  /// - Parameters:
  ///   - bytes: examples×width, row-major, which never change as long as their `owner` lives.
  ///   - owner: what the bytes belong to.
  ///   - width: the features of an example.
  ///   - scale: what each unit of a byte adds.
  ///   - offset: what the byte 0 stands for.
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, of owner: any AnyObject & Sendable, width: Int, scale: Double,
    offset: Double
  ) throws(TrainingError) {
    self.bytes = bytes
    self.width = width
    self.owner = owner
    self.scale = scale
    self.offset = offset
    let words = (width + 63) / 64
    let count = bytes.count / max(width, 1)
    marks = try AlignedBuffer(count: count * words)
    guard let first = bytes.baseAddress else { return }
    for example in 0..<count {
      Self.mark(first + example * width, count: width, in: marks.pointer + example * words)
    }
  }

  /// Sets the bit of each byte that is not 0 in words that are 0.
  private static func mark(
    _ bytes: UnsafePointer<UInt8>, count: Int, in words: UnsafeMutablePointer<UInt64>
  ) {
    let (highest, others): (UInt64, UInt64) = (0x8080_8080_8080_8080, 0x7F7F_7F7F_7F7F_7F7F)
    var place = 0
    while place + 8 <= count {
      let eight = UInt64(
        littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
      if eight != 0 {
        // The highest bit of each byte that is not 0, and these eight bits side by side.
        let found = ((eight & others &+ others) | eight) & highest
        let bits = (found &>> 7 &* 0x0102_0408_1020_4080) &>> 56
        words[place / 64] |= bits &<< UInt64(place % 64)
      }
      place += 8
    }
    while place < count {
      if bytes[place] != 0 { words[place / 64] |= 1 &<< UInt64(place % 64) }
      place += 1
    }
  }

  /// The bytes of an example.
  package func row(_ example: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[example * width..<(example + 1) * width])
  }

  /// The matrix of some examples, each of which there is; this and they outlive it.
  package func rows(_ examples: UnsafeBufferPointer<Int32>) -> ByteRows {
    ByteRows(
      bytes: bytes.baseAddress, marks: UnsafePointer(marks.pointer), width: width, scale: scale,
      offset: offset,
      examples: examples)
  }
}
