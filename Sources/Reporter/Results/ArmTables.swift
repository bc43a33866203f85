import Experiment
import Planner
import Statistics
import Tables
import Trials

/// `summary.csv`, a row an arm, and the table for the terminal.
struct ArmTables {
  private let plan: TrialPlan
  private let labels: [(place: Int, column: String)]
  /// What statistics are made of: the columns of trials that are numbers, then the measurements.
  private let numbers: [OutcomeColumn]
  private(set) var summary: CSVDocument
  private var terminal: TerminalSummary

  private static let statistics = ["mean", "sd", "ci95_low", "ci95_high", "median", "min", "max"]

  init(_ plan: TrialPlan) {
    self.plan = plan
    let numbers = plan.experiment.outcomeColumns.filter {
      $0 != .trial(.parameters) && $0 != .trial(.epochs)
    }
    let own = ["n"] + numbers.flatMap { number in Self.columns(of: number).map { "\(number.name)_\($0)" } }
    let labels = plan.shownLabels.map {
      (place: $0.place, column: SweepColumn.name(of: $0.name, beside: own))
    }
    self.numbers = numbers
    self.labels = labels
    summary = CSVDocument(columns: labels.map(\.column) + own)
    terminal = TerminalSummary(plan)
  }

  /// What there is of a number. Not every completed trial ends by `stop`, so those that do are counted.
  private static func columns(of number: OutcomeColumn) -> [String] {
    (number.isPartial ? ["n"] : []) + statistics
  }

  mutating func add(_ arm: Arm) {
    let report = plan.experiment.report
    let statistics = numbers.flatMap { number -> [Table.Cell] in
      let sample = arm.sample { $0.number(number, predictions: report.predictions) }
      let interval = sample.flatMap { report.interval.interval(of: $0) }
      let values = [
        sample?.mean, sample?.standardDeviation, interval?.lower, interval?.upper, sample?.median,
        sample?.min, sample?.max,
      ]
      return (number.isPartial ? [.integer(sample?.count ?? 0)] : []) + values.map { Table.Cell($0) }
    }
    summary.append(
      labels.map { Table.Cell(arm.labels[$0.place].value) } + [.integer(arm.completed.count)]
        + statistics)
    terminal.add(arm)
  }

  /// The table that the experiment asks for, for the terminal.
  var text: String { terminal.table.text }
}

extension IntervalSpec {
  /// The 95 % confidence interval of the mean; `nil` for one value.
  fileprivate func interval(of sample: Sample) -> ConfidenceInterval? {
    switch self {
    case .t: return sample.interval()
    case .bootstrap(let spec):
      var random = SplitMix64(seed: UInt64(spec.seed))
      return sample.bootstrapInterval(spec.kind, resamples: spec.resamples, using: &random)
    }
  }
}
