internal import Synchronization

/// What takes the records of a run as they come.
package protocol TrialSink: Sendable {
  /// Takes the record of a trial. Called from several threads, in no order between trials, once for each.
  func take(_ record: TrialRecord)
}

/// Hands records on in the order of the plan, each as soon as all before it are there.
package final class OrderedSink: TrialSink {
  private let state: Mutex<State>
  private let next: @Sendable (TrialRecord) -> Void

  private struct State {
    /// The index of the record that is handed on next.
    var next = 0
    /// Those that came before their turn.
    var early: [Int: TrialRecord] = [:]
  }

  /// - Parameter next: gets the records, in order, never two at a time.
  package init(_ next: @escaping @Sendable (TrialRecord) -> Void) {
    self.next = next
    state = Mutex(State())
  }

  package func take(_ record: TrialRecord) {
    // Within the lock, so that records cannot overtake each other.
    state.withLock { state in
      state.early[record.trial.index] = record
      while let record = state.early.removeValue(forKey: state.next) {
        next(record)
        state.next += 1
      }
    }
  }
}
