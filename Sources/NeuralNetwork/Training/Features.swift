internal import CKernels
internal import Dispatch

/// The features of a source's examples.
package enum Features: Sendable {
  case bytes(ByteFeatures)
  /// count×featureCount, row-major.
  case values([Double])
}

extension Features {
  /// The features of an example of `width`, as the network reads them.
  package func row(_ example: Int, width: Int) -> [Double] {
    switch self {
    case .bytes(let bytes): bytes.row(example).map { bytes.offset + bytes.scale * Double($0) }
    case .values(let values): Array(values[example * width..<(example + 1) * width])
    }
  }

  /// One of the first `count` examples' features that is wrong; `nil` where there is none.
  func first(count: Int, where isWrong: (Double) -> Bool) -> Double? {
    switch self {
    case .bytes(let bytes):
      let values = (0..<256).map { bytes.offset + bytes.scale * Double($0) }
      let wrong = values.map(isWrong)
      guard wrong.contains(true) else { return nil }
      for example in 0..<count {
        if let byte = bytes.row(example).first(where: { wrong[Int($0)] }) {
          return values[Int(byte)]
        }
      }
      return nil
    case .values(let values): return values.first(where: isWrong)
    }
  }
}

/// Features that are bytes, as the pixels of images are, each standing for `offset + scale · byte`.
///
/// Most pixels of many images are 0. A first layer has nothing to do for these but to count the offset, so a
/// nonzero mask, a bit for each byte, tells it the others.
package final class ByteFeatures: @unchecked Sendable {
  // Unchecked for `bytes`, which their owner never changes, and `nonzeroMasks` and `isMostlyNonzero`,
  // which only `init` writes.
  private let bytes: UnsafeBufferPointer<UInt8>
  package let width: Int
  private let owner: any AnyObject & Sendable
  private let nonzeroMasks: AlignedBuffer<UInt64>
  package let scale: Double
  package let offset: Double
  /// Whether at least two thirds of the bytes are other than 0. To look for them takes longer then than to
  /// multiply by all.
  private(set) var isMostlyNonzero = false

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
    let words = nn_mask_words(width)
    let count = bytes.count / max(width, 1)
    precondition(count * width == bytes.count, "every example has all its bytes")
    nonzeroMasks = try AlignedBuffer(count: count * words)
    guard let first = bytes.baseAddress else { return }
    // Each part has words of its own.
    nonisolated(unsafe) let (source, target) = (first, nonzeroMasks.pointer)
    let parts = min(count, 16)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for example in count * part / parts..<count * (part + 1) / parts {
        Self.writeMask(of: source + example * width, count: width, to: target + example * words)
      }
    }
    var found = 0
    for word in 0..<count * words { found += nonzeroMasks.pointer[word].nonzeroBitCount }
    isMostlyNonzero = found >= bytes.count - bytes.count / 3
  }

  /// Writes which bytes are not 0: bit j % 64 of word j / 64 is 1 where byte j is not.
  private static func writeMask(
    of bytes: UnsafePointer<UInt8>, count: Int, to words: UnsafeMutablePointer<UInt64>
  ) {
    for first in stride(from: 0, to: count, by: 64) {
      let end = min(first + 64, count)
      var word: UInt64 = 0
      var place = first
      while place + 8 <= end {
        let eight = UInt64(
          littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
        // The highest bit of each byte that is not 0, and these eight bits side by side.
        let lower: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let found = (((eight & lower) &+ lower) | eight) & ~lower
        word |= (((found &>> 7) &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(place - first)
        place += 8
      }
      while place < end {
        if bytes[place] != 0 { word |= 1 &<< UInt64(place - first) }
        place += 1
      }
      words[first / 64] = word
    }
  }

  /// The number of examples.
  package var count: Int { bytes.count / max(width, 1) }

  /// The bytes of an example.
  package func row(_ example: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[example * width..<(example + 1) * width])
  }

  /// Tells the processor that the calling thread will read these examples soon, as far as there are so many.
  func prefetch(_ examples: Range<Int>) {
    rows(UnsafeBufferPointer(start: nil, count: 0)).prefetch(examples.clamped(to: 0..<count))
  }

  /// The matrix of some examples, each of which there is; this and they outlive it.
  package func rows(_ examples: UnsafeBufferPointer<Int32>) -> ByteRows {
    ByteRows(
      bytes: bytes.baseAddress, nonzeroMasks: UnsafePointer(nonzeroMasks.pointer), width: width,
      scale: scale, offset: offset, examples: examples)
  }
}
