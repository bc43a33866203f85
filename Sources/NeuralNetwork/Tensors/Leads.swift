internal import CKernels

/// With how much of one value, the background, the rows of a matrix begin. A sum over the elements of each row has the
/// terms of its lead in common with the rows whose lead is longer, so they are computed once: see `nn_leads` in
/// `CKernels.h`.
///
/// Most pixels of many images are background. That of the first rows of pixels is the lead of an example; and the lead of a
/// feature, in the transpose of a batch, is as long as the batch's first examples have background there.
package struct Leads {
  let pointer: UnsafePointer<nn_leads>
}

/// The leads of the rows of a matrix, in groups of them that are multiplied one at a time.
struct GroupedLeads {
  fileprivate struct Group {
    var leads: nn_leads
    var count: Int
  }

  /// Groups begin at multiples of so many rows.
  fileprivate static var step: Int { ProductTile.rows }

  fileprivate let groups: UnsafePointer<Group>

  /// The leads of the rows `range`; `nil` if they are not a group.
  func group(_ range: Range<Int>) -> Leads? {
    let (index, rest) = range.lowerBound.quotientAndRemainder(dividingBy: Self.step)
    guard rest == 0, groups[index].count == range.count else { return nil }
    // A structure begins with its first field.
    return Leads(pointer: UnsafeRawPointer(groups + index).assumingMemoryBound(to: nn_leads.self))
  }
}

/// Room for what a ``BatchSource`` tells of leads: a byte for each row and column of a batch, as `NN_LEAD_WHOLE` in
/// `CKernels.h` describes it. A byte may tell less than there is, and never more.
package struct LeadBytes {
  package let rows: UnsafeMutablePointer<UInt8>
  /// `nil` where nobody asks.
  package let columns: UnsafeMutablePointer<UInt8>?
}

/// Where leads are kept.
final class LeadTable {
  /// The lengths as a ``BatchSource`` writes them.
  let bytes: UnsafeMutablePointer<UInt8>
  private let byteMemory: AlignedBuffer<UInt8>
  private let rows: AlignedBuffer<Int32>
  private let lengths: AlignedBuffer<Int32>
  private let groups: AlignedBuffer<GroupedLeads.Group>

  /// Room for `count` rows.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(count: Int) throws(TrainingError) {
    byteMemory = try AlignedBuffer(count: count)
    bytes = byteMemory.pointer
    rows = try AlignedBuffer(count: count)
    lengths = try AlignedBuffer(count: count)
    groups = try AlignedBuffer(count: count / GroupedLeads.step + 1)
  }

  /// What ``order(_:groupHeight:places:background:)`` has found.
  var leads: GroupedLeads { GroupedLeads(groups: groups.pointer) }

  /// Makes groups of `groupHeight` rows of the rows `range`, each of `places` elements, and orders them by their bytes. Of more
  /// than one, each but the last is of whole tiles. Several threads may do so at once, with different ranges.
  func order(_ range: Range<Int>, groupHeight: Int, places: Int, background: Double) {
    let unit = max(nn_lead_unit(places), 1)
    // A count for each length that is less than all places, and one for rows that are the same throughout.
    let whole = UInt8(clamping: (places + unit - 1) / unit)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Int(whole) + 1) { next in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: groupHeight) {
        let count = min(groupHeight, range.upperBound - start)
        let (bytes, rows, lengths) = (bytes + start, rows.pointer + start, lengths.pointer + start)
        // By counting; rows of one length stay in their order.
        next.initialize(repeating: 0)
        for row in 0..<count { next[Int(min(bytes[row], whole))] &+= 1 }
        var place: Int32 = 0
        for length in next.indices {
          let count = next[length]
          next[length] = place
          place &+= count
        }
        for row in 0..<count {
          let length = bytes[row]
          let bucket = Int(min(length, whole))
          let place = Int(next[bucket])
          next[bucket] &+= 1
          rows[place] = Int32(truncatingIfNeeded: row)
          // Beyond 2³¹, which no length reaches but that of a whole row, a row is as good as one of 2³¹ - 1.
          let (product, overflow) = Int32(length).multipliedReportingOverflow(by: Int32(clamping: unit))
          lengths[place] = overflow ? .max : product
        }
        groups.pointer[start / GroupedLeads.step] = GroupedLeads.Group(
          leads: nn_leads(rows: rows, lengths: lengths, value: background), count: count)
      }
    }
  }
}
