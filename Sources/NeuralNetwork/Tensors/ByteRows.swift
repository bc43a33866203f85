internal import CKernels

/// Some examples of byte features, as a first layer reads them: a matrix (examples×width) whose elements are
/// `offset + scale · byte`. It does not keep its memory alive.
package struct ByteRows {
  /// Row-major, `width` of each example.
  let bytes: UnsafePointer<UInt8>?
  /// Which bytes of an example are not 0; see `nn_byte_rows` in `CKernels.h`.
  let marks: UnsafePointer<UInt64>
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
    let words = nn_mark_words(width)
    for example in examples {
      nn_prefetch(bytes.map { $0 + Int(example) * width }, width)
      nn_prefetch(marks + Int(example) * words, words * MemoryLayout<UInt64>.stride)
    }
  }
}
