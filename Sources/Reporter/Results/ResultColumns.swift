import ExperimentSpec
import Planner
import TrialStore

/// The columns that results may have: their titles, their formats, and how a trial fills them. Defined once, for CSV
/// files, for the summary table and for figures.
struct ResultColumns {
  /// Axes and derived values, in order.
  let labels: [String]

  func column(_ name: String) -> Table.Column {
    if let metric = MetricColumn(rawValue: name) {
      return Table.Column(name, title: metric.title, format: metric.format)
    }
    return Table.Column(name, title: Self.title(of: name), format: name == "parameters" ? .grouped : .plain)
  }

  /// The cell of a column that is the same for all epochs of a trial.
  func cell(_ name: String, of record: TrialRecord) -> Table.Cell {
    if let label = record.trial.labels.first(where: { $0.name == name }) { return Table.Cell(scalar: label.value) }
    if let metric = MetricColumn(rawValue: name) {
      guard record.status == .completed else { return .empty }
      return record.epochs.last?[metric].map(Table.Cell.real) ?? .empty
    }
    guard let column = TrialColumn(rawValue: name) else { return .empty }
    return switch column {
    case .trial: .text(record.trial.id.short)
    case .replicate: .integer(record.trial.replicate)
    case .seed: .integer(record.trial.spec.seed)
    case .status: .text(record.status.name)
    case .parameters: .integer(record.trial.shapes.parameterCount)
    }
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
