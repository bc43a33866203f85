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
/// Each member has a share of the units, the same from step to step, so that what it works on stays in its core's cache.
/// Who has finished takes units from the end of another's share, but leaves its last one for a while; so nobody waits
/// long for a member whose thread the system has put aside, unless it is within a unit. Threads wait by looking at a word
/// in memory, for the waits are shorter than it takes to put a thread to sleep; those that wait longer sleep between looks.
package final class Team: @unchecked Sendable {
  // Unchecked for `work`, which the owner writes while no unit can be taken and the shares publish, and for `solitude`.

  /// The most threads that pay for the trial.
  package let capacity: Int

  /// For each member, what is left of its share of the units that are handed out.
  private let shares: [CacheLine]
  /// The units that helpers have finished.
  private let finished = CacheLine()
  private let helpers = Atomic<Int>(0)
  private let isDismissed = Atomic<Bool>(false)
  private var work: ((Int, Int) -> Void)?
  /// The owner's.
  private var solitude = Solitude()

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    shares = (0..<self.capacity).map { _ in CacheLine() }
  }

  /// The members that the owner should share its next step with: the ``members``, or just itself where the machine is so
  /// busy that waiting for the others takes longer than doing without them.
  func muster() -> Int {
    let members = members
    return members == 1 || solitude.isOver() ? members : 1
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
    forEach(units, members: members, share: { units * $0 / members }, body)
  }

  /// The same with unequal shares: `share` tells where a member's begins, ascending from 0 for member 0 to `units` for the
  /// one after the last.
  func forEach(
    _ units: Int, members: Int, share: (_ member: Int) -> Int, _ body: (_ unit: Int, _ member: Int) -> Void
  ) {
    guard members > 1, units > 1 else {
      for unit in 0..<units { body(unit, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      work = body
      for member in (0..<members).reversed() {
        shares[member].hand(share(member)..<share(member + 1))
      }
      waitForHelpers(units, members: members, done: takePart(as: 0, of: members, leaving: 1))
      finished.value.store(0, ordering: .relaxed)
      work = nil
    }
  }

  /// Waits until all units are finished, of which the owner has done so many, and does those that nobody else begins.
  private func waitForHelpers(_ units: Int, members: Int, done: Int) {
    let start = ContinuousClock.now
    if spin(until: { finished.value.load(ordering: .acquiring) == units - done }) { return }
    let spun = start.duration(to: .now)
    let own = done + takePart(as: 0, of: members, leaving: 0)
    let waited = ContinuousClock().measure {
      wait { finished.value.load(ordering: .acquiring) == units - own }
    }
    // Who is within a unit may be a little late; who has done nothing is not there.
    solitude.begin(afterWaiting: own == units ? spun : waited)
  }

  /// Does the units of the member's share, then of the others' shares down to the last `rest` of each, and returns their
  /// number.
  ///
  /// A helper that gets none of its own share takes none of the others': they may be those of later work, which has no
  /// place for this member. While it has not said that it finished a unit, no later work comes.
  ///
  /// A function of its own, so that a helper has let go of the work when it says that it has finished: the work lives no
  /// longer than the call that handed it out.
  @inline(never) private func takePart(as member: Int, of members: Int, leaving rest: Int) -> Int {
    var next = shares[member].takeFirst()
    if next == nil, member == 0 { next = takeFromOthers(member, of: members, leaving: rest) }
    // There is work, and it is the unit's that was taken, as long as the unit is not said to be finished. It is asked for
    // once: its reference count is in the other members' caches too.
    guard next != nil, let work else { return 0 }
    var count = 0
    while let unit = next {
      work(unit, member)
      count += 1
      next = shares[member].takeFirst() ?? takeFromOthers(member, of: members, leaving: rest)
    }
    return count
  }

  private func takeFromOthers(_ member: Int, of members: Int, leaving rest: Int) -> Int? {
    for offset in 1..<max(members, 1) {
      if let unit = shares[(member + offset) % members].takeLast(leaving: rest) { return unit }
    }
    return nil
  }

  /// Lends the calling thread to the trial until the owner dismisses the team.
  package func help() {
    let member = helpers.wrappingAdd(1, ordering: .relaxed).newValue
    guard member < capacity else { return }
    while true {
      wait { shares[member].hasUnits || isDismissed.load(ordering: .relaxed) }
      let count = takePart(as: member, of: members, leaving: 1)
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

/// How long an owner works alone after it had to wait: several times as long as it waited. So the waits take about a fifth
/// of its time at most however busy the machine is, and a helper that was held up for a moment is back at once.
struct Solitude {
  private var end: ContinuousClock.Instant?

  mutating func isOver(at now: ContinuousClock.Instant = .now) -> Bool {
    if let end, now < end { return false }
    end = nil
    return true
  }

  mutating func begin(afterWaiting duration: Duration, at now: ContinuousClock.Instant = .now) {
    end = max(end ?? now, now) + duration * 4
  }
}

/// Waits until `condition` holds, but not for long: if `looks` are 1000, some tens of microseconds, which members may well be
/// apart. Returns whether it holds.
@inline(__always) private func spin(_ looks: Int = 1000, until condition: () -> Bool) -> Bool {
  for _ in 0..<looks {
    if condition() { return true }
    nn_pause()
  }
  return false
}

/// Waits until `condition` holds. A thread that waits for longer than a short sleep takes with the way to it and back, a tenth
/// of a millisecond, sleeps between looks, longer and longer up to half a millisecond: on a busy machine, its core is the
/// best place for the thread that it waits for.
@inline(__always) private func wait(until condition: () -> Bool) {
  if spin(4000, until: condition) { return }
  var microseconds = 10
  while !spin(until: condition) {
    var duration = timespec(tv_sec: 0, tv_nsec: microseconds * 1000)
    nanosleep(&duration, nil)
    microseconds = min(2 * microseconds, 500)
  }
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

/// As a share of units that are not yet taken: where it ends in the upper half, where it begins in the lower half.
extension CacheLine {
  fileprivate func hand(_ units: Range<Int>) {
    value.store(units.upperBound << 32 | units.lowerBound, ordering: .releasing)
  }

  private func units(_ share: Int) -> Int { share >> 32 - share & 0xFFFF_FFFF }

  fileprivate var hasUnits: Bool { units(value.load(ordering: .relaxed)) > 0 }

  /// The next unit, which is the caller's then; `nil` where none is left.
  fileprivate func takeFirst() -> Int? {
    guard hasUnits else { return nil }
    let share = value.wrappingAdd(1, ordering: .acquiring).oldValue
    return units(share) > 0 ? share & 0xFFFF_FFFF : nil
  }

  /// The last unit, which is the caller's then; `nil` where no more than `rest` are left.
  fileprivate func takeLast(leaving rest: Int) -> Int? {
    var share = value.load(ordering: .relaxed)
    while units(share) > rest {
      let (taken, found) = value.weakCompareExchange(
        expected: share, desired: share - 1 << 32, successOrdering: .acquiring, failureOrdering: .relaxed)
      if taken { return share >> 32 - 1 }
      share = found
    }
    return nil
  }
}
