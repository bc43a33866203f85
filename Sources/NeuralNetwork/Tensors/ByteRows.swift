internal import CKernels

/// Some examples of byte features, as a first layer reads them: a matrix (examples×width) whose elements are
/// `offset + scale · byte`. It does not keep its memory alive.
package struct ByteRows {
  /// Row-major, `width` of each example.
  let bytes: UnsafePointer<UInt8>?
  /// Which bytes of an example are not 0, a bit for each; see `nn_byte_rows` in `CKernels.h`.
  let nonzeroMasks: UnsafePointer<UInt64>
  let width: Int
  let scale: Double
  let offset: Double
  /// The places of the examples, each within what there is.
  var examples: UnsafeBufferPointer<Int32>

  func rows(_ range: Range<Int>) -> ByteRows {
    var rows = self
    rows.examples = UnsafeBufferPointer(rebasing: examples[range])
    return rows
  }

  /// Tells the processor that the calling thread will read them soon.
  func prefetch() {
    for example in examples { prefetch(Int(example)..<Int(example) + 1) }
  }

  /// The same for any examples that there are, one behind the other.
  func prefetch(_ range: Range<Int>) {
    let words = nn_mask_words(width)
    nn_prefetch(bytes.map { $0 + range.lowerBound * width }, range.count * width)
    nn_prefetch(
      nonzeroMasks + range.lowerBound * words, range.count * words * MemoryLayout<UInt64>.stride)
  }
}
