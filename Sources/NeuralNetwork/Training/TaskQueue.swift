internal import Synchronization

/// A range of task numbers that are still to be taken: its worker takes them from the front, others steal
/// from the back.
///
/// Both ends are in one atomic word, so that a task is taken once however many threads try:
///
///     bit 63          32 31           0
///        +--------------+--------------+
///        |   end        |   next       |     the tasks next..<end; none where next >= end
///        +--------------+--------------+
///            stealLast      popFirst
///            subtracts 1    adds 1
///
/// What the owner wrote before it fills a queue is seen by whoever takes a task from it.
struct TaskQueue: Sendable {
  private let range = PaddedAtomic()

  func fill(_ tasks: Range<Int>) {
    range.value.store(tasks.upperBound << 32 | tasks.lowerBound, ordering: .releasing)
  }

  private func count(_ range: Int) -> Int { range >> 32 - range & 0xFFFF_FFFF }

  var hasTasks: Bool { count(range.value.load(ordering: .relaxed)) > 0 }

  /// The next task, which is the caller's then; `nil` where none is left. Only the queue's worker calls this.
  func popFirst() -> Int? {
    guard hasTasks else { return nil }
    let old = range.value.wrappingAdd(1, ordering: .acquiring).oldValue
    return count(old) > 0 ? old & 0xFFFF_FFFF : nil
  }

  /// The last task, which is the caller's then; `nil` where no more than `rest` are left.
  func stealLast(leaving rest: Int) -> Int? {
    var old = range.value.load(ordering: .relaxed)
    while count(old) > rest {
      let (taken, found) = range.value.weakCompareExchange(
        expected: old, desired: old - 1 << 32, successOrdering: .acquiring, failureOrdering: .relaxed)
      if taken { return old >> 32 - 1 }
      old = found
    }
    return nil
  }
}
