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
  /// What is measured in the last epoch, and the best of it that has a column.
  private let ends: [OutcomeColumn]
  /// One row a trial, with its last epoch's measurements.
  private(set) var trials: CSVDocument
  /// One row a trial and epoch.
  private(set) var epochs: CSVDocument

  init(_ plan: TrialPlan) {
    report = plan.experiment.report
    measurements = plan.experiment.measurements
    ownColumns = [.status, .parameters] + plan.experiment.endColumns + [.weights]
    ends = plan.experiment.finalColumns + plan.experiment.bestColumns
    let own = ownColumns.map(\.rawValue) + ends.map(\.name)
    trialColumns = TrialColumns(plan, beside: own)
    trials = CSVDocument(columns: trialColumns.names + own)
    let ofEpoch = ["epoch"] + measurements.map(\.name)
    epochColumns = TrialColumns(plan, beside: ofEpoch)
    epochs = CSVDocument(columns: epochColumns.names + ofEpoch)
  }

  mutating func add(_ record: TrialRecord) {
    let own = ownColumns.map { record.cell($0, predictions: report.predictions) }
    trials.append(trialColumns.cells(record.trial) + own + ends.map { record.cell($0, report.predictions) })
    let first = epochColumns.cells(record.trial)
    for epoch in record.epochs {
      let values = zip(epoch.values, measurements).map { Table.Cell($0, of: $1) }
      epochs.append(first + [.integer(epoch.epoch)] + values)
    }
  }
}
