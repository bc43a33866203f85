import Comparisons
import Declarations
import Experiment
import Planner
import Tables
import Trials

/// The files of `kind: training`, made from the records of the trials as they come in the order of the plan.
/// Of a trial that was written down, only what figures need is kept.
package struct TrainingReport: ~Copyable {
  private let plan: TrialPlan
  private let comparisonPlan: ComparisonPlan
  private let captures: TrialPlan.Captures
  private var tables: TrialTables
  private var captureTables: CaptureTables
  private var armTables: ArmTables
  /// The arms that wait for others to be pooled with; `nil` where each is a row of its own.
  private var pooled: PooledArms?
  private var figures: FigureBuilder
  private var arm: Arm?
  /// The number of trials taken in.
  package private(set) var count = 0
  private var trials = TrialDigest()
  private var outcomes: Outcomes
  private var comparisons: [Comparison]?

  package init(_ plan: TrialPlan, _ comparisonPlan: ComparisonPlan = ComparisonPlan()) {
    self.plan = plan
    self.comparisonPlan = comparisonPlan
    outcomes = Outcomes(plan)
    captures = plan.captures
    tables = TrialTables(plan)
    captureTables = CaptureTables(plan)
    armTables = ArmTables(plan)
    pooled = PooledArms(plan)
    figures = FigureBuilder(plan)
  }

  /// Takes in the next trial.
  package mutating func add(_ record: TrialRecord) {
    trials.add(record.trial.id)
    count += 1
    outcomes.add(record, of: plan.experiment)
    tables.add(record)
    captureTables.add(record)
    if captures.isShown(trialAt: record.trial.index) { figures.add(record) }
    if arm?.add(record) ?? false { return }
    finishArm()
    arm = Arm(record)
  }

  /// The names of the files, which are known before there is a trial.
  package var fileNames: [String] {
    documents.map(\.name) + ComparisonTables.fileNames(comparisonPlan.comparisons)
      + figures.names.map { "figures/\($0).svg" }
  }

  private var documents: [(name: String, document: CSVDocument)] {
    [("trials.csv", tables.trials), ("epochs.csv", tables.epochs), ("summary.csv", armTables.summary)]
      + captureTables.files
  }

  /// The files of all trials taken in.
  package mutating func results() -> ResultFiles {
    finishArm()
    for arm in pooled?.arms ?? [] { armTables.add(arm) }
    pooled = nil
    let compared = ComparisonTables(plan, findings)
    return ResultFiles(
      files: (documents + compared.files).map { ResultFile($0, $1.bytes) }
        + figures.figures.map { ResultFile("figures/\($0.name).svg", $0.svg) },
      summary: armTables.text + (compared.text.isEmpty ? "" : "\n\(compared.text)\n"))
  }

  /// What comparisons find of the trials taken in.
  private var findings: [Comparison] {
    mutating get {
      if let comparisons { return comparisons }
      let found = comparisonPlan.comparisons.compactMap { Comparison($0, outcomes) }
      comparisons = found
      return found
    }
  }

  /// What is not as the file expects, once all trials were taken in. `weights` tells how they changed since
  /// earlier results; `nil` where that was not looked at.
  package mutating func unmetExpectations(weights: WeightChanges?) -> Faults {
    Expectations(plan, findings, outcomes, weights: weights).unmet(comparisonPlan.expectations)
  }

  /// One digest for all trials taken in, in their order.
  package mutating func digest() -> String { exchange(&trials, with: TrialDigest()).finish() }

  private mutating func finishArm() {
    guard let arm else { return }
    if pooled == nil { armTables.add(arm) } else { pooled?.add(arm) }
    figures.add(arm)
    self.arm = nil
  }
}
