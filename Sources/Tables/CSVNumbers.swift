/// The numbers of a piece of a table, in memory that one piece after the other uses: fresh memory for each
/// would take as long as to read what is written to it.
package final class CSVNumbers: @unchecked Sendable {
  // Unchecked: one thread at a time uses it.
  private var together = Room()
  private var apart = Room()

  package init() {}

  deinit {
    together.memory.deallocate()
    apart.memory.deallocate()
  }

  /// Those of the columns that are not apart, rows×(these columns), row-major; valid until the next piece is
  /// read.
  package var values: UnsafeBufferPointer<Double> { together.values }

  /// Those of the columns that are, in the same way.
  package var valuesApart: UnsafeBufferPointer<Double> { apart.values }

  /// Room for some numbers of columns of each kind, in place of those that there are.
  func rooms(for capacity: Int) -> (together: CSVNumberRoom, apart: CSVNumberRoom) {
    (together.empty(for: capacity), apart.empty(for: capacity))
  }

  /// Takes in what was written to the rooms.
  func commit(_ rooms: (together: CSVNumberRoom, apart: CSVNumberRoom)) {
    (together.count, apart.count) = (rooms.together.count, rooms.apart.count)
  }

  private struct Room {
    var memory = UnsafeMutableBufferPointer<Double>(start: nil, count: 0)
    var count = 0

    var values: UnsafeBufferPointer<Double> { UnsafeBufferPointer(rebasing: memory[..<count]) }

    mutating func empty(for capacity: Int) -> CSVNumberRoom {
      if memory.count < capacity {
        memory.deallocate()
        memory = .allocate(capacity: capacity)
      }
      count = 0
      return CSVNumberRoom(memory: memory)
    }
  }
}

/// Room for as many numbers as there can be, and how many were written to it.
struct CSVNumberRoom {
  let memory: UnsafeMutableBufferPointer<Double>
  var count = 0

  @inline(__always)
  mutating func add(_ value: Double) {
    memory.initializeElement(at: count, to: value)
    count += 1
  }
}
