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
    let own = ["n"] + numbers.flatMap { number in Self.statistics.map { "\(number.name)_\($0)" } }
    let labels = plan.shownLabels.map {
      (place: $0.place, column: SweepColumn.name(of: $0.name, beside: own))
    }
    self.numbers = numbers
    self.labels = labels
    summary = CSVDocument(columns: labels.map(\.column) + own)
    terminal = TerminalSummary(plan)
  }

  mutating func add(_ arm: Arm) {
    let experiment = plan.experiment
    let statistics = numbers.flatMap { number -> [Double?] in
      guard let sample = arm.sample({ $0.number(number, of: experiment) }) else {
        return Self.statistics.map { _ in nil }
      }
      let interval = experiment.report.interval.interval(of: sample)
      return [
        sample.mean, sample.standardDeviation, interval?.lower, interval?.upper, sample.median, sample.min,
        sample.max,
      ]
    }
    summary.append(
      labels.map { Table.Cell(arm.labels[$0.place].value) } + [.integer(arm.completed.count)]
        + statistics.map { Table.Cell($0) })
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
