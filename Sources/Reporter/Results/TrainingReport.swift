import Experiment
import Planner
import Tables
import Trials

/// The files of `kind: training`, made from the records of the trials as they come in the order of the plan.
/// Of a trial that was written down, only what figures need is kept.
package struct TrainingReport: ~Copyable {
  private let captures: TrialPlan.Captures
  private var tables: TrialTables
  private var captureTables: CaptureTables
  private var armTables: ArmTables
  private var figures: FigureBuilder
  private var arm: Arm?
  private var trials = TrialDigest()

  package init(_ plan: TrialPlan) {
    captures = plan.captures
    tables = TrialTables(plan)
    captureTables = CaptureTables(plan)
    armTables = ArmTables(plan)
    figures = FigureBuilder(plan)
  }

  /// Takes in the next trial.
  package mutating func add(_ record: TrialRecord) {
    trials.add(record.trial.id)
    tables.add(record)
    captureTables.add(record)
    if captures.isShown(trialAt: record.trial.index) { figures.add(record) }
    if arm?.add(record) ?? false { return }
    finishArm()
    arm = Arm(record)
  }

  /// The files of all trials taken in.
  package mutating func results() -> ResultFiles {
    finishArm()
    let csv =
      [("trials.csv", tables.trials), ("epochs.csv", tables.epochs), ("summary.csv", armTables.summary)]
      + captureTables.files
    return ResultFiles(
      files: csv.map { ResultFile($0, $1.bytes) }
        + figures.figures.map { ResultFile("figures/\($0.name).svg", $0.svg) },
      summary: armTables.text)
  }

  /// One digest for all trials taken in, in their order.
  package mutating func digest() -> String { exchange(&trials, with: TrialDigest()).finish() }

  private mutating func finishArm() {
    guard let arm else { return }
    armTables.add(arm)
    figures.add(arm)
    self.arm = nil
  }
}
