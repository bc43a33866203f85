/// The numbers of a piece of a table, rows×(number columns), row-major, in memory that one piece after the
/// other uses: fresh memory for each would take as long as to read what is written to it.
package final class CSVNumbers: @unchecked Sendable {
  // Unchecked: one thread at a time uses it.
  private var room = UnsafeMutableBufferPointer<Double>(start: nil, count: 0)
  package internal(set) var count = 0

  package init() {}

  deinit { room.deallocate() }

  /// The numbers; valid until the next piece is read.
  package var values: UnsafeBufferPointer<Double> { UnsafeBufferPointer(rebasing: room[..<count]) }

  /// Room for some numbers, in place of those that there are.
  func room(for capacity: Int) -> UnsafeMutableBufferPointer<Double> {
    if room.count < capacity {
      room.deallocate()
      room = .allocate(capacity: capacity)
    }
    count = 0
    return room
  }
}
