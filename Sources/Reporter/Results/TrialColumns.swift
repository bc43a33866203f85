import Experiment
import Planner
import Tables
import Trials

/// The first columns of every table of trials: the trial, its axes and derived values, its replicate and its
/// seed.
struct TrialColumns {
  /// The labels that have a column, by their place among a trial's, with the column's name.
  private let labels: [(place: Int, column: String)]

  /// - Parameters:
  ///   - plan: what the trials are of.
  ///   - others: the other columns of the table, beside whose names those of axes have to be told apart.
  init(_ plan: TrialPlan, beside others: [String]) {
    let own = ["trial", "replicate", "seed"] + others
    labels = plan.labelNames.enumerated().compactMap { place, name in
      // An axis over the experiment's seed is that column.
      plan.isSeed(name) ? nil : (place, SweepColumn.name(of: name, beside: own))
    }
  }

  var names: [String] { ["trial"] + labels.map(\.column) + ["replicate", "seed"] }

  func cells(_ trial: Trial) -> [Table.Cell] {
    cells(trial.id, trial.labels.map(\.value), trial.replicate, trial.seed)
  }

  func cells(_ trial: PlannedTrial) -> [Table.Cell] {
    cells(trial.id, trial.labels, trial.replicate, trial.seed)
  }

  private func cells(_ id: TrialID, _ values: [AxisValue?], _ replicate: Int, _ seed: Int) -> [Table.Cell] {
    [.text(id.short)] + labels.map { Table.Cell(values[$0.place]) } + [.integer(replicate), .integer(seed)]
  }
}

extension Table.Cell {
  /// A value of an axis, as the file has it.
  init(_ value: AxisValue) { self = value.number == nil ? .text(value.text) : .number(value.text) }

  /// A value of an axis that may not apply.
  init(_ value: AxisValue?) { self = value.map { Table.Cell($0) } ?? .empty }

  /// A number that may not be there.
  init(_ value: Double?) { self = value.map(Table.Cell.real) ?? .empty }

  /// A measured value; a count is a whole number.
  init(_ value: Double?, of measurement: Measurement) {
    self.init(value)
    if measurement.unit == .count, let value, let count = Int(exactly: value) { self = .integer(count) }
  }
}

extension TrialRecord {
  /// The cell of a number that the trial ends with.
  func cell(_ column: OutcomeColumn, _ predictions: PredictionsSpec?) -> Table.Cell {
    switch column {
    case .trial(let column): cell(column, predictions: predictions)
    case .final(let measurement, _), .best(let measurement, _):
      Table.Cell(number(column, predictions: predictions), of: measurement)
    }
  }

  /// The cell of a column that is neither an axis nor measured at the end of each epoch.
  func cell(_ column: TrialColumn, predictions: PredictionsSpec?) -> Table.Cell {
    switch column {
    case .trial: .text(trial.id.short)
    case .replicate: .integer(trial.replicate)
    case .seed: .integer(trial.seed)
    case .status: .text(status.name)
    case .parameters: .integer(trial.graph.parameterCount)
    case .epochs: .integer(epochCount)
    case .convergedEpoch: convergedEpoch.map(Table.Cell.integer) ?? .empty
    case .predictionAccuracy: Table.Cell(predictionAccuracy(predictions))
    case .predictionError: Table.Cell(predictionError(predictions))
    case .weights: weights.map { .text(String($0.prefix(12))) } ?? .empty
    }
  }
}
