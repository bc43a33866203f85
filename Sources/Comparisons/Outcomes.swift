import Experiment
import Planner
import Trials

/// What the trials of a plan ended with, as far as comparisons and expectations ask for it: from the records
/// of a run, or from the `trials.csv` that a run left.
package struct Outcomes: Sendable {
  /// The columns that are kept, a number of each for each trial.
  package let columns: [OutcomeColumn]
  /// The trials of each arm, by their replicates; those that were not run are missing at the end.
  package private(set) var arms: [[Trial]]

  /// What one trial ended with.
  package struct Trial: Sendable, Equatable {
    /// Whether training came to its end.
    package let isCompleted: Bool
    /// A number of each column; `nil` where the trial has none, as one that was not completed.
    package let numbers: [Double?]

    package init(isCompleted: Bool, numbers: [Double?]) {
      self.isCompleted = isCompleted
      self.numbers = numbers
    }
  }

  /// - Parameter plan: what the trials are of; the columns that its comparisons and expectations name are
  ///   kept.
  package init(_ plan: TrialPlan) {
    let experiment = plan.experiment
    let comparisons = experiment.comparisons
    let names = Set(
      comparisons.map(\.metric) + comparisons.compactMap(\.tuned?.by)
        + experiment.expectations.compactMap(\.metric))
    columns = experiment.outcomeColumns.filter { names.contains($0.name) }
    arms =
      comparisons.isEmpty && experiment.expectations.isEmpty
      ? [] : Array(repeating: [], count: plan.armCount)
  }

  /// Takes in the trial of an arm that follows those it has.
  package mutating func add(_ trial: Trial, toArm arm: Int) {
    if arms.indices.contains(arm) { arms[arm].append(trial) }
  }

  /// Takes in the record of the trial of its arm that follows those it has.
  package mutating func add(_ record: TrialRecord, of experiment: TrainingExperiment) {
    guard !arms.isEmpty else { return }
    let isCompleted = record.status == .completed
    let predictions = experiment.report.predictions
    let numbers = columns.map { isCompleted ? record.number($0, predictions: predictions) : nil }
    add(Trial(isCompleted: isCompleted, numbers: numbers), toArm: record.trial.arm)
  }

  /// The place of a column.
  func place(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The numbers of an arm's completed trials that have one.
  func values(ofArm arm: Int, column: Int) -> [Double] { arms[arm].compactMap { $0.numbers[column] } }
}
