/// With how much of one value, the background, the rows of a matrix begin. A sum over the elements of each row has the
/// terms of its lead in common with the rows whose lead is longer, so they are computed once: see `nn_leads` in
/// `CKernels.h`.
///
/// Most pixels of many images are background. That of the first rows of pixels is the lead of an example; and the lead of a
/// feature, in the transpose of a batch, is as long as the batch's first examples have background there.
///
/// The rows are in groups of `groupHeight`, of which the last may be smaller. Each group has an order of its own. The memory
/// is that of a ``LeadTable``.
package struct Leads {
  /// The rows of each group, counted from its first one, by ascending length.
  let rows: UnsafePointer<Int32>
  /// How long the lead of each of them is at least.
  let lengths: UnsafePointer<Int32>
  let background: Double
  let count: Int
  let groupHeight: Int

  /// The leads of the rows `range`; `nil` if they are not a group.
  func group(_ range: Range<Int>) -> Leads? {
    guard range.lowerBound % groupHeight == 0,
      range.upperBound == min(range.lowerBound + groupHeight, count)
    else { return nil }
    return Leads(
      rows: rows + range.lowerBound, lengths: lengths + range.lowerBound, background: background,
      count: range.count, groupHeight: range.count)
  }
}

/// Room for what a ``BatchSource`` tells of leads: a byte for each row and column of a batch, as `NN_LEAD_WHOLE` in
/// `CKernels.h` describes it.
package struct LeadBytes {
  package let rows: UnsafeMutablePointer<UInt8>
  package let columns: UnsafeMutablePointer<UInt8>?
}

/// The leads of up to `count` rows, from bytes that tell their lengths.
final class LeadTable {
  /// The lengths as a ``BatchSource`` writes them.
  let bytes: UnsafeMutablePointer<UInt8>
  private let byteMemory: AlignedBuffer<UInt8>
  private let rows: AlignedBuffer<Int32>
  private let lengths: AlignedBuffer<Int32>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(count: Int) throws(TrainingError) {
    byteMemory = try AlignedBuffer(count: count)
    bytes = byteMemory.pointer
    rows = try AlignedBuffer(count: count)
    lengths = try AlignedBuffer(count: count)
  }

  /// Orders the rows `range`, each of `places` elements, from the bytes, in groups that begin with the range.
  func order(_ range: Range<Int>, groupHeight: Int, places: Int) {
    let unit = Int32(truncatingIfNeeded: (places + 254) / 255)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { next in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: groupHeight) {
        // By counting; rows of one length stay in their order.
        let group = start..<min(start + groupHeight, range.upperBound)
        next.initialize(repeating: 0)
        for row in group { next[Int(bytes[row])] &+= 1 }
        var place = Int32(truncatingIfNeeded: start)
        for length in next.indices {
          let count = next[length]
          next[length] = place
          place &+= count
        }
        for row in group {
          let length = bytes[row]
          let place = Int(next[Int(length)])
          next[Int(length)] &+= 1
          rows.pointer[place] = Int32(truncatingIfNeeded: row &- start)
          lengths.pointer[place] = Int32(length) &* unit
        }
      }
    }
  }

  /// The leads of the rows `range`, which ``order(_:groupHeight:places:)`` has seen in these groups.
  func leads(_ range: Range<Int>, groupHeight: Int, background: Double) -> Leads {
    Leads(
      rows: rows.pointer + range.lowerBound, lengths: lengths.pointer + range.lowerBound,
      background: background, count: range.count, groupHeight: groupHeight)
  }
}
