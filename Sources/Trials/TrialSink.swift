internal import Synchronization

/// What takes the records of a run as they come.
package protocol TrialSink: Sendable {
  /// Takes the record of a trial. Called from several threads, in no order between trials, once for each.
  func take(_ record: TrialRecord)
}

/// Keeps the records of a run.
package final class CollectingSink: TrialSink {
  private let taken = Mutex([TrialRecord]())

  package init() {}

  package func take(_ record: TrialRecord) { taken.withLock { $0.append(record) } }

  /// What was taken, in the order of the plan.
  package var records: [TrialRecord] { taken.withLock { $0.sorted { $0.trial.index < $1.trial.index } } }
}

/// Hands records on in the order of the plan, each as soon as all before it are there.
package final class OrderedSink: TrialSink {
  private let state = Mutex(State())
  private let next: @Sendable (TrialRecord) -> Void

  private struct State {
    /// The index of the record that is handed on next.
    var next = 0
    /// Those that came before their turn.
    var early: [Int: TrialRecord] = [:]
    /// Whether a thread is handing records on: it will hand on those that come meanwhile.
    var isHandingOn = false
  }

  /// - Parameter next: gets the records, in order, never two at a time, from whichever thread brings the one
  ///   that was
  ///   waited for.
  package init(_ next: @escaping @Sendable (TrialRecord) -> Void) { self.next = next }

  package func take(_ record: TrialRecord) {
    let isBusy = state.withLock { state in
      state.early[record.trial.index] = record
      defer { state.isHandingOn = true }
      return state.isHandingOn
    }
    if isBusy { return }
    while let record = following() { next(record) }
  }

  /// The record whose turn it is; `nil` where it is not there yet, and nobody hands records on then.
  private func following() -> TrialRecord? {
    state.withLock { state in
      guard let record = state.early.removeValue(forKey: state.next) else {
        state.isHandingOn = false
        return nil
      }
      state.next += 1
      return record
    }
  }
}
