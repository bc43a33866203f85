import Plot
import Tables
import Experiment
import Planner
import Trials

/// The columns that results may have: their titles, their formats, and how a trial fills them. Defined once, for CSV
/// files, for the summary table and for figures.
struct ResultColumns {
  /// Axes and derived values, in order.
  let labels: [String]
  /// The predictions that the report shows.
  var predictions: PredictionsSpec?

  func column(_ name: String) -> Table.Column {
    if let metric = MetricColumn(rawValue: name) {
      return Table.Column(name, title: metric.title, format: metric.format)
    }
    let format: Table.Format =
      switch TrialColumn(rawValue: name) {
      case .parameters?: .grouped
      case .predictionAccuracy?: .percent(2)
      default: .plain
      }
    return Table.Column(name, title: Self.title(of: name), format: format)
  }

  /// The cell of a column that is the same for all epochs of a trial.
  func cell(_ name: String, of record: TrialRecord) -> Table.Cell {
    if let label = record.trial.labels.first(where: { $0.name == name }) {
      return Table.Cell(scalar: label.value)
    }
    if let metric = MetricColumn(rawValue: name) {
      guard record.status == .completed else { return .empty }
      return cell(metric, of: record.epochs.last)
    }
    guard let column = TrialColumn(rawValue: name) else { return .empty }
    return switch column {
    case .trial: .text(record.trial.id.short)
    case .replicate: .integer(record.trial.replicate)
    case .seed: .integer(record.trial.spec.seed)
    case .status: .text(record.status.name)
    case .parameters: .integer(record.trial.shapes.parameterCount)
    case .epochs: .integer(record.epochCount)
    case .convergedEpoch: record.convergedEpoch.map(Table.Cell.integer) ?? .empty
    case .predictionAccuracy: predictionAccuracy(record).map(Table.Cell.real) ?? .empty
    }
  }

  /// The cell of a metric at the end of an epoch.
  func cell(_ metric: MetricColumn, of epoch: EpochRecord?) -> Table.Cell {
    if metric == .trainErrors { return epoch?.trainErrors.map(Table.Cell.integer) ?? .empty }
    return epoch?[metric].map(Table.Cell.real) ?? .empty
  }

  /// The share of the reported predictions that are right.
  private func predictionAccuracy(_ record: TrialRecord) -> Double? {
    guard let spec = predictions else { return nil }
    let predictions = record.captures.predictions(spec.split, count: spec.count)
    return predictions.isEmpty
      ? nil : Double(predictions.filter(\.isCorrect).count) / Double(predictions.count)
  }

  /// `test_accuracy` as a person would write it: "Test Accuracy".
  static func title(of name: String) -> String {
    name.split(whereSeparator: { $0 == "_" || $0 == "." }).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}

extension MetricColumn {
  var format: Table.Format {
    switch self {
    case .trainLoss, .testLoss: .fixed(4)
    case .trainErrors: .plain
    case .testAccuracy: .percent(2)
    }
  }
}

extension Table.Cell {
  /// A value of an axis: a number where it is written as one.
  init(scalar text: String) {
    if let integer = Int(text) {
      self = .integer(integer)
    } else if let first = text.utf8.first, !(UInt8(ascii: "A")...UInt8(ascii: "z")).contains(first),
      let real = Double(text), real.isFinite
    {
      self = .real(real)
    } else {
      self = .text(text)
    }
  }
}
