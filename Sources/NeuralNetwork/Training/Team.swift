internal import CKernels
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The threads that work on one trial: the one that owns it, and those that ``help()``.
///
/// The owner hands out work in units with ``forEach(_:members:_:)``. The numerics contract holds because a unit computes
/// outputs of its own: nobody shares the terms of a sum. Helpers may come at any time, and stay until the owner dismisses
/// them.
///
/// Each member has a share of the units, the same from step to step, so that what it works on is in its core's cache; who
/// has finished takes units from the others' shares. So nobody waits for a member whose thread the system has put aside,
/// unless it is within a unit. Threads wait by looking at a word in memory, for the waits are shorter than it takes to
/// put a thread to sleep; those that wait longer offer their core to other threads between two looks.
package final class Team: @unchecked Sendable {
  // Unchecked for `work`: the owner writes it while no unit can be taken, and the shares publish it.

  /// The most threads that pay for the trial.
  package let capacity: Int

  /// For each member, its share of the units that are handed out: the end of the share in the upper half, the next unit
  /// to be taken in the lower half.
  private let shares: [CacheLine]
  /// The units that helpers have finished.
  private let finished = CacheLine()
  private let helpers = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private var work: ((Int, Int) -> Void)?

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    shares = (0..<self.capacity).map { _ in CacheLine() }
  }

  /// The threads that are there at the moment, of which no more than the ``capacity`` count.
  var members: Int {
    isDismissed.load(ordering: .relaxed) ? 1 : min(helpers.load(ordering: .relaxed) + 1, capacity)
  }

  /// Calls `body` with each of 0..<`units` and the member that it runs in, 0..<`members`, side by side and in any order;
  /// returns when all calls have.
  ///
  /// Called by one thread at a time, the owner's, with at most as many as the ``members``.
  func forEach(_ units: Int, members: Int, _ body: (_ unit: Int, _ member: Int) -> Void) {
    guard members > 1, units > 1 else {
      for unit in 0..<units { body(unit, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      work = body
      for member in 1..<members {
        hand(units * member / members..<units * (member + 1) / members, to: member)
      }
      hand(0..<units / members, to: 0)
      let own = takePart(as: 0, of: members)
      wait { finished.value.load(ordering: .acquiring) == units - own }
      finished.value.store(0, ordering: .relaxed)
      work = nil
    }
  }

  private func hand(_ units: Range<Int>, to member: Int) {
    shares[member].value.store(units.upperBound << 32 | units.lowerBound, ordering: .releasing)
  }

  /// Does units, those of the member's own share first, until there is none left, and returns their number.
  ///
  /// A helper that gets none of its own share takes none of the others': they may be those of later work, which has no
  /// place for this member. While it has not said that it finished a unit, no later work comes.
  ///
  /// A function of its own, so that a helper has let go of the work when it says that it has finished: the work lives no
  /// longer than the call that handed it out.
  @inline(never) private func takePart(as member: Int, of members: Int) -> Int {
    var count = 0
    for offset in 0..<members where offset == 0 || count > 0 || member == 0 {
      let share = shares[(member + offset) % members]
      while let unit = share.take() {
        // There is work, and it is this unit's, as long as the unit is not finished.
        work?(unit, member)
        count += 1
      }
    }
    return count
  }

  /// Lends the calling thread to the trial until the owner dismisses the team.
  package func help() {
    let member = helpers.wrappingAdd(1, ordering: .relaxed).newValue
    guard member < capacity else { return }
    while true {
      wait { shares[member].hasUnits || isDismissed.load(ordering: .relaxed) }
      let count = takePart(as: member, of: members)
      if count > 0 {
        finished.value.wrappingAdd(count, ordering: .releasing)
      } else if isDismissed.load(ordering: .relaxed) {
        return
      }
    }
  }

  /// Sends the helpers away, those that are still to come as well. Called by the owner after its last work.
  package func dismiss() { isDismissed.store(true, ordering: .relaxed) }
}

/// Waits until `condition` holds.
@inline(__always) private func wait(until condition: () -> Bool) {
  // Some ten microseconds, which members may well be apart.
  for _ in 0..<1000 {
    if condition() { return }
    nn_pause()
  }
  while !condition() { sched_yield() }
}

/// A number that threads share, alone on its cache line and on the one that is fetched with it.
private final class CacheLine: Sendable {
  private let before: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int) = (
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  )
  let value = Atomic<Int>(0)
  private let after: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int) = (
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  )
}

extension CacheLine {
  /// As a share of units.
  fileprivate var hasUnits: Bool {
    let share = value.load(ordering: .relaxed)
    return share & 0xFFFF_FFFF < share >> 32
  }

  /// The next unit of a share, which is the caller's then; `nil` where none is left.
  fileprivate func take() -> Int? {
    guard hasUnits else { return nil }
    let share = value.wrappingAdd(1, ordering: .acquiring).oldValue
    let unit = share & 0xFFFF_FFFF
    return unit < share >> 32 ? unit : nil
  }
}
