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
/// The owner hands out one piece of work after the other with ``run(atMost:_:)``; every member does its share, which is
/// a function of the member's number and of how many they are. The numerics contract holds because what is shared out is
/// always outputs, never the terms of a sum. Helpers may come at any time and take part from the next piece of work on;
/// they stay until the owner dismisses them.
///
/// Threads wait by looking at a word in memory, for the waits are shorter than it takes to put a thread to sleep; after a
/// few microseconds they offer their core to other threads between two looks.
package final class Team: @unchecked Sendable {
  // Unchecked for `work`: the owner writes it while no helper is at work, and `announcement` publishes it.

  /// The most threads that pay for the trial.
  package let capacity: Int

  /// Which piece of work is under way and for how many members: its number times `memberBound`, plus them.
  private let announcement = CacheLine(0)
  private let helpers = CacheLine(0)
  private let finished = CacheLine(0)
  private let arrived = CacheLine(0)
  private let barriersPassed = CacheLine(0)
  private var work: ((TeamMember) -> Void)?

  private static let memberBound = 1 << 12
  private static let dismissal = -1

  init(capacity: Int) { self.capacity = min(max(capacity, 1), Self.memberBound - 1) }

  /// Runs `body` once in each of at most `limit` members and returns when all have finished.
  ///
  /// Called by one thread at a time, the owner's.
  func run(atMost limit: Int, _ body: (TeamMember) -> Void) {
    let count = min(limit, capacity, helpers.value.load(ordering: .relaxed) + 1)
    let last = announcement.value.load(ordering: .relaxed)
    guard count > 1, last != Self.dismissal else { return body(TeamMember(index: 0, count: 1, of: self)) }
    withoutActuallyEscaping(body) { body in
      work = body
      announcement.value.store((last / Self.memberBound + 1) * Self.memberBound + count, ordering: .releasing)
      body(TeamMember(index: 0, count: count, of: self))
      wait { finished.value.load(ordering: .acquiring) == count - 1 }
      finished.value.store(0, ordering: .relaxed)
      work = nil
    }
  }

  /// Lends the calling thread to the trial until the owner dismisses the team.
  package func help() {
    // Read before joining: an announcement that counts this thread in is a later one.
    var seen = announcement.value.load(ordering: .acquiring)
    let index = helpers.value.wrappingAdd(1, ordering: .relaxed).newValue
    while seen != Self.dismissal {
      let last = seen
      wait {
        seen = announcement.value.load(ordering: .acquiring)
        return seen != last
      }
      let count = seen % Self.memberBound
      guard seen != Self.dismissal, index < count, let work else { continue }
      work(TeamMember(index: index, count: count, of: self))
      finished.value.wrappingAdd(1, ordering: .releasing)
    }
  }

  /// Sends the helpers away, those that are still to come as well. Called by the owner after its last piece of work.
  package func dismiss() { announcement.value.store(Self.dismissal, ordering: .releasing) }

  /// See ``TeamMember/barrier()``; `count` members come here.
  func barrier(_ count: Int) {
    let passed = barriersPassed.value.load(ordering: .relaxed)
    if arrived.value.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.value.store(0, ordering: .relaxed)
      barriersPassed.value.store(passed + 1, ordering: .releasing)
    } else {
      wait { barriersPassed.value.load(ordering: .acquiring) != passed }
    }
  }
}

/// Waits until `condition` holds.
@inline(__always) private func wait(until condition: () -> Bool) {
  // One or two microseconds.
  for _ in 0..<64 {
    if condition() { return }
    nn_pause()
  }
  while !condition() { sched_yield() }
}

/// A number that threads share, alone on its cache line (and on the one that is fetched with it).
private struct CacheLine: ~Copyable {
  let value: Atomic<Int>
  private let padding: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)

  init(_ value: Int) {
    self.value = Atomic(value)
    padding = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  }
}
