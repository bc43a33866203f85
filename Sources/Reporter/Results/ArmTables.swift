import Experiment
import Planner
import Tables
import Trials

/// `summary.csv`, a row an arm, and the table for the terminal.
struct ArmTables {
  private let plan: TrialPlan
  private let measurements: [Measurement]
  private let report: ReportSpec
  private let labels: [(place: Int, column: String)]
  /// What statistics are made of: the columns of trials that are numbers, then the measurements.
  private let numbers: [SummarizedColumn]
  private(set) var summary: CSVDocument
  private var terminal: TerminalSummary

  private static let statistics = ["mean", "sd", "ci95_low", "ci95_high"]

  init(_ plan: TrialPlan) {
    self.plan = plan
    report = plan.experiment.report
    measurements = plan.experiment.measurements
    let predictions = report.predictions
    let ends = plan.experiment.endColumns.filter { $0 != .epochs }
    let numbers =
      ends.map { SummarizedColumn.trial($0, predictions) }
      + measurements.enumerated().map { .measurement($0, $1) }
    let own = ["n"] + numbers.flatMap { number in Self.statistics.map { "\(number.name)_\($0)" } }
    let labels = plan.labelNames.enumerated().map {
      (place: $0, column: SweepColumn.name(of: $1, beside: own))
    }
    self.numbers = numbers
    self.labels = labels
    summary = CSVDocument(columns: labels.map(\.column) + own)
    terminal = TerminalSummary(plan)
  }

  mutating func add(_ arm: Arm) {
    let statistics = numbers.flatMap { number -> [Double?] in
      let sample = arm.statistics(number.value)
      return [sample.mean, sample.standardDeviation, sample.interval?.lower, sample.interval?.upper]
    }
    summary.append(
      labels.map { Table.Cell(arm.labels[$0.place].value) } + [.integer(arm.completed.count)]
        + statistics.map { Table.Cell($0) })
    terminal.add(arm)
  }

  /// The table that the experiment asks for, for the terminal.
  var text: String { terminal.table.text }
}

/// A number of a trial that an arm has statistics of.
enum SummarizedColumn {
  case trial(TrialColumn, PredictionsSpec?)
  /// By its place in the plan.
  case measurement(Int, Measurement)

  var name: String {
    switch self {
    case .trial(let column, _): column.rawValue
    case .measurement(_, let measurement): measurement.name
    }
  }

  /// The number of a trial that was completed.
  func value(_ record: TrialRecord) -> Double? {
    switch self {
    case .trial(let column, let predictions): record.number(column, predictions: predictions)
    case .measurement(let place, _): record.final?.values[place]
    }
  }
}
