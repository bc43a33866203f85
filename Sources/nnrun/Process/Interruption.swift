import Foundation
import Synchronization

/// Ctrl-C (SIGINT) and a polite kill (SIGTERM).
///
/// While trials train, the first asks the run to stop between two steps; while results are written, to stop
/// when they are. At any other time, as while data are read or figures are drawn, it ends the program at
/// once: nothing is lost then. The second always does. A program that was ended has the exit code 128 + the
/// number of the signal: 130 or 143.
enum Interruption {
  /// What the program is doing.
  enum Phase: Int {
    /// What may be ended at any moment.
    case preparing
    /// What is asked to stop, and does so soon.
    case training
    /// What is let come to its end.
    case writing
  }

  // The handler may use nothing but these: it may run at any moment in any thread.
  private static let phase = Atomic<Int>(Phase.preparing.rawValue)
  private static let firstSignal = Atomic<Int32>(0)

  /// Takes the signals from now on. Called once, before anything else.
  static func install() {
    // What the handler uses has to be there before it runs.
    phase.store(Phase.preparing.rawValue, ordering: .relaxed)
    firstSignal.store(0, ordering: .relaxed)
    // Who started the program may have blocked or ignored them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in Interruption.handle(number) }
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func handle(_ number: Int32) {
    let isFirst = firstSignal.exchange(number, ordering: .relaxed) == 0
    if !isFirst || phase.load(ordering: .relaxed) == Phase.preparing.rawValue {
      let text: StaticString = "\ninterrupted\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(128 + number)
    }
  }

  /// Does something during which a signal means what `phase` says.
  static func during<Result>(_ phase: Phase, _ body: () throws -> Result) rethrows -> Result {
    let outer = self.phase.exchange(phase.rawValue, ordering: .relaxed)
    defer { self.phase.store(outer, ordering: .relaxed) }
    return try body()
  }

  /// Whether the run is to stop; may be asked from any thread.
  static var isRequested: Bool { firstSignal.load(ordering: .relaxed) != 0 }

  /// The exit code of a program that was asked to stop.
  static var exitCode: Int32 { 128 + max(firstSignal.load(ordering: .relaxed), SIGINT) }
}
