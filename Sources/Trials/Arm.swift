import Experiment
import Planner
import Statistics

/// The trials that differ in nothing but their replicate, with what they measured: what a row of
/// `summary.csv`, a row of the terminal's table and a line of a figure are made from.
package struct Arm: Sendable {
  /// The axes and derived values of its trials.
  package let labels: [Trial.Label]
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

  /// The trials that came to their end.
  package var completed: [TrialRecord] { trials.filter { $0.status == .completed } }

  /// The numbers of the completed trials that have one, as a sample; `nil` where none has, or where they are
  /// too large for statistics.
  package func sample(_ number: (TrialRecord) -> Double?) -> Sample? {
    do { return try Sample(completed.compactMap(number)) } catch { return nil }
  }

  /// The mean over the completed trials of one measurement along another or along the epochs, a point for
  /// each epoch that any of them recorded. An arm of one trial is shown as far as it went, completed or not.
  /// - Parameters:
  ///   - x: the place of a measurement in the plan; `nil` for the epoch.
  ///   - y: the place of a measurement in the plan.
  /// - Returns: the points in the order of the epochs.
  package func means(x: Int?, y: Int) -> [(x: Double, y: Double)] {
    let shown = trials.count == 1 ? trials : completed
    var sums: [Int: (x: Double, y: Double, count: Int)] = [:]
    for record in shown {
      for epoch in record.epochs {
        guard let first = x.map({ epoch.values[$0] }) ?? Double(epoch.epoch), let second = epoch.values[y]
        else { continue }
        let sum = sums[epoch.epoch] ?? (0, 0, 0)
        sums[epoch.epoch] = (sum.x + first, sum.y + second, sum.count + 1)
      }
    }
    return sums.sorted { $0.key < $1.key }.map { _, sum in
      (sum.x / Double(sum.count), sum.y / Double(sum.count))
    }
  }
}
