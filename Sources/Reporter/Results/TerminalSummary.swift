import Experiment
import Model
import Planner
import Statistics
import Tables
import Trials

/// The table that an experiment asks for, as the terminal shows it: a row an arm with means and standard
/// deviations where there are replicates, and else a row a trial.
struct TerminalSummary {
  private let columns: [Column]
  private let hasReplicates: Bool
  private let predictions: PredictionsSpec?
  private var rows: [[Table.Cell]] = []
  /// What is wrong with trials of an arm, a text for each row.
  private var faults: [String] = []

  fileprivate enum Column {
    /// An axis or derived value, by its place among a trial's labels.
    case label(Int, name: String)
    case trial(TrialColumn)
    /// What was measured in the last epoch, or the best of it.
    case measured(OutcomeColumn, Measurement)
    /// The number of completed trials of an arm.
    case count
  }

  init(_ plan: TrialPlan) {
    let experiment = plan.experiment
    let others = SweepColumn.besideInSummary(experiment.measurements)
    let labels = plan.shownLabels.map { place, name in
      Column.label(place, name: SweepColumn.name(of: name, beside: others))
    }
    let standard = labels + experiment.finalColumns.compactMap(Column.init) + [.trial(.parameters)]
    let known =
      standard + experiment.bestColumns.compactMap(Column.init) + TrialColumn.allCases.map { .trial($0) }
    // An axis is meant by its own name first.
    let asked = experiment.report.table.compactMap { name in
      plan.shownLabels.firstIndex { $0.name == name }.map { labels[$0] } ?? known.first { $0.name == name }
    }
    var columns = asked.isEmpty ? standard : asked
    // Where a column tells replicates apart, each has a row.
    let tellsReplicates = columns.contains(where: \.tellsReplicates)
    hasReplicates = (plan.replicates > 1 || !experiment.report.over.isEmpty) && !tellsReplicates
    if hasReplicates {
      let first = columns.firstIndex { !$0.isLabel } ?? columns.endIndex
      columns.insert(.count, at: first)
    }
    self.columns = columns
    predictions = experiment.report.predictions
  }

  mutating func add(_ arm: Arm) {
    for trials in hasReplicates ? [arm.trials] : arm.trials.map({ [$0] }) {
      rows.append(columns.flatMap { cells($0, arm, trials) })
      faults.append(Self.fault(of: trials))
    }
  }

  var table: Table {
    let columns = columns.flatMap(tableColumns)
    let hasStatus = self.columns.contains { $0.name == TrialColumn.status.rawValue }
    let hasFaults = !hasStatus && faults.contains { !$0.isEmpty }
    var table = Table(columns: columns + (hasFaults ? [Table.Column("status", title: "Status")] : []))
    for (row, fault) in zip(rows, faults) {
      table.append(row + (hasFaults ? [.text(fault.isEmpty ? "completed" : fault)] : []))
    }
    return table
  }

  /// "diverged", "2 diverged, 1 failed"; nothing where all trials were completed.
  private static func fault(of trials: [TrialRecord]) -> String {
    if trials.count == 1 { return trials[0].status == .completed ? "" : trials[0].status.name }
    let names = trials.map(\.status).filter { $0 != .completed }.map(\.name)
    return ["diverged", "failed"].compactMap { name in
      let count = names.filter { $0 == name }.count
      return count == 0 ? nil : "\(count) \(name)"
    }.joined(separator: ", ")
  }

  private func cells(_ column: Column, _ arm: Arm, _ trials: [TrialRecord]) -> [Table.Cell] {
    switch column {
    case .label(let place, _): return [Table.Cell(arm.labels[place].value)]
    case .count: return [.integer(arm.completed.count)]
    case .trial(let column):
      if !hasReplicates { return [trials[0].cell(column, predictions: predictions)] }
      guard column.format != nil else {
        return [Self.shared(trials.map { $0.cell(column, predictions: predictions) })]
      }
      let sample = arm.sample { $0.number(column, predictions: predictions) }
      return means(sample) + (column.isPartial ? [.integer(sample?.count ?? 0)] : [])
    case .measured(let column, _):
      if !hasReplicates { return [trials[0].cell(column, predictions)] }
      return means(arm.sample { $0.number(column, predictions: predictions) })
    }
  }

  private func means(_ sample: Sample?) -> [Table.Cell] {
    [Table.Cell(sample?.mean), Table.Cell(sample?.standardDeviation)]
  }

  /// What all trials have; nothing where they differ.
  private static func shared(_ cells: [Table.Cell]) -> Table.Cell {
    cells.allSatisfy { $0 == cells[0] } ? cells[0] : .empty
  }

  private func tableColumns(_ column: Column) -> [Table.Column] {
    switch column {
    case .label(_, let name): return [Table.Column(name, title: Title.of(name))]
    case .count: return [Table.Column("n", title: "n")]
    case .trial(let column):
      let name = column.rawValue
      let count = hasReplicates && column.isPartial ? [Table.Column("\(name)_n", title: "n Converged")] : []
      return withDeviation(
        name, Title.of(name), column.format ?? column.plainFormat, if: column.format != nil) + count
    case .measured(let outcome, let measurement):
      let title = if case .best = outcome { "Best \(measurement.title)" } else { measurement.title }
      return withDeviation(outcome.name, title, measurement.unit.format, if: true)
    }
  }

  private func withDeviation(
    _ name: String, _ title: String, _ format: Table.Format, if isMeasured: Bool
  ) -> [Table.Column] {
    let column = Table.Column(name, title: title, format: format)
    guard hasReplicates, isMeasured else { return [column] }
    // The mean of whole numbers has decimals.
    let mean = Table.Column(name, title: title, format: format == .plain ? .fixed(2) : format)
    return [mean, Table.Column("\(name)_sd", title: "± sd", format: mean.format)]
  }
}

extension TerminalSummary.Column {
  /// `nil` for what is not measured.
  fileprivate init?(_ column: OutcomeColumn) {
    switch column {
    case .trial: return nil
    case .final(let measurement, _), .best(let measurement, _): self = .measured(column, measurement)
    }
  }

  /// Whether replicates of one arm differ in the column, and it is no number to be averaged.
  fileprivate var tellsReplicates: Bool {
    if case .trial(let column) = self {
      [TrialColumn.trial, .replicate, .seed, .weights].contains(column)
    } else {
      false
    }
  }

  fileprivate var isLabel: Bool { if case .label = self { true } else { false } }

  fileprivate var name: String {
    switch self {
    case .label(_, let name): name
    case .trial(let column): column.rawValue
    case .measured(let column, _): column.name
    case .count: "n"
    }
  }
}

extension TrialColumn {
  /// How a column of numbers that replicates differ in is shown; `nil` for the other columns.
  fileprivate var format: Table.Format? {
    switch self {
    case .epochs, .convergedEpoch: .plain
    case .predictionAccuracy: .percent(2)
    case .predictionError: .fixed(4)
    case .trial, .replicate, .seed, .status, .parameters, .weights: nil
    }
  }

  fileprivate var plainFormat: Table.Format { self == .parameters ? .grouped : .plain }
}

extension MetricUnit {
  fileprivate var format: Table.Format {
    switch self {
    case .number: .fixed(4)
    case .fraction: .percent(2)
    case .count: .plain
    }
  }
}

/// Names of columns as a person would write them.
enum Title {
  /// `test_accuracy`: "Test Accuracy".
  static func of(_ name: String) -> String {
    name.split(whereSeparator: { $0 == "_" || $0 == "." }).map { word in
      if word == "mae" { return "MAE" }
      guard let first = word.first, first.isASCII else { return String(word) }
      return first.uppercased() + word.dropFirst()
    }.joined(separator: " ")
  }
}
