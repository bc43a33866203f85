import Experiment
import Planner
import Statistics

/// The trials that differ in nothing but their replicate, with what they measured: what a row of
/// `summary.csv`, a row of the terminal's table and a line of a figure are made from.
package struct Arm: Sendable {
  /// The axes and derived values of its trials.
  package private(set) var labels: [Trial.Label]
  /// Its trials in the order of their replicates.
  package private(set) var trials: [TrialRecord]

  /// The arm of a first trial.
  package init(_ first: TrialRecord) {
    labels = first.trial.labels
    trials = [first]
  }

  /// Takes in a trial if it is one of this arm.
  /// - Returns: whether it is.
  package mutating func add(_ record: TrialRecord) -> Bool {
    guard record.trial.arm == trials[0].trial.arm else { return false }
    trials.append(record)
    return true
  }

  /// Takes in the trials of another arm as further replicates. A label that is not the same has no value
  /// then.
  package mutating func pool(_ other: Arm) {
    for place in labels.indices where labels[place].value != other.labels[place].value {
      labels[place].value = nil
    }
    trials += other.trials
  }

  /// The trials that came to their end.
  package var completed: [TrialRecord] { trials.filter { $0.status == .completed } }

  /// The numbers of the completed trials that have one, as a sample; `nil` where none has, or where they are
  /// too large for statistics.
  package func sample(_ number: (TrialRecord) -> Double?) -> Sample? {
    Sample(ifAny: completed.compactMap(number))
  }
}
