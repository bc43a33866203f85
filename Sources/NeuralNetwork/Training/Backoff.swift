internal import CKernels

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How long an owner works alone after it had to wait for other workers: four times as long as it waited. So
/// the waits take about a fifth of its time at most however busy the machine is, and a helper that was held
/// up for a moment is soon used again.
struct Backoff {
  private var end: ContinuousClock.Instant?

  mutating func isOver(at now: ContinuousClock.Instant = .now) -> Bool {
    if let end, now < end { return false }
    end = nil
    return true
  }

  /// Begins a time alone, or adds to the one that is not over.
  mutating func extend(afterWaiting duration: Duration, at now: ContinuousClock.Instant = .now) {
    end = max(end ?? now, now) + duration * 4
  }
}

/// Checks `condition` until it holds, at most so many times; returns whether it holds. 1000 checks take some
/// tens of microseconds, by which two workers' ends of the same work may well differ.
@inline(__always) func spin(attempts: Int = 1000, until condition: () -> Bool) -> Bool {
  for _ in 0..<attempts {
    if condition() { return true }
    nn_pause()
  }
  return false
}

/// Waits until `condition` holds: spins at first, then sleeps between the checks, for longer and longer, up
/// to half a millisecond.
///
/// It spins for about as long as a short sleep takes with the way to it and back, a tenth of a millisecond.
/// On a busy machine, the sleeping thread's core is the best place for the thread that it waits for.
@inline(__always) func spinThenSleep(until condition: () -> Bool) {
  if spin(attempts: 4000, until: condition) { return }
  var microseconds = 10
  while !spin(until: condition) {
    var duration = timespec(tv_sec: 0, tv_nsec: microseconds * 1000)
    nanosleep(&duration, nil)
    microseconds = min(2 * microseconds, 500)
  }
}
