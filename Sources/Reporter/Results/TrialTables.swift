import Experiment
import Planner
import Tables
import Trials

/// `trials.csv` and `epochs.csv`, written row by row as the trials end.
struct TrialTables {
  private let report: ReportSpec
  private let measurements: [Measurement]
  private let trialColumns: TrialColumns
  private let epochColumns: TrialColumns
  /// The columns behind the first ones that are not measured.
  private let ownColumns: [TrialColumn]
  /// The measurements of which the best one has a column, with their places in the plan.
  private let best: [(place: Int, measurement: Measurement)]
  /// One row a trial, with its last epoch's measurements.
  private(set) var trials: CSVDocument
  /// One row a trial and epoch.
  private(set) var epochs: CSVDocument

  init(_ plan: TrialPlan) {
    report = plan.experiment.report
    measurements = plan.experiment.measurements
    ownColumns = [.status, .parameters] + plan.experiment.endColumns + [.weights]
    best = measurements.enumerated().filter { plan.experiment.bestMeasurements.contains($0.element) }
      .map { ($0.offset, $0.element) }
    let own =
      ownColumns.map(\.rawValue) + measurements.map(\.name) + best.map { OutcomeColumn.best($0.1).name }
    trialColumns = TrialColumns(plan, beside: own)
    trials = CSVDocument(columns: trialColumns.names + own)
    let ofEpoch = ["epoch"] + measurements.map(\.name)
    epochColumns = TrialColumns(plan, beside: ofEpoch)
    epochs = CSVDocument(columns: epochColumns.names + ofEpoch)
  }

  mutating func add(_ record: TrialRecord) {
    let own = ownColumns.map { record.cell($0, predictions: report.predictions) }
    trials.append(trialColumns.cells(record.trial) + own + cells(record.final) + bestCells(record))
    let first = epochColumns.cells(record.trial)
    for epoch in record.epochs { epochs.append(first + [.integer(epoch.epoch)] + cells(epoch)) }
  }

  private func bestCells(_ record: TrialRecord) -> [Table.Cell] {
    best.map { Table.Cell(record.best($0.place, of: $0.measurement)?.value, of: $0.measurement) }
  }

  private func cells(_ epoch: EpochRecord?) -> [Table.Cell] {
    measurements.enumerated().map { Table.Cell(epoch?.values[$0], of: $1) }
  }
}
