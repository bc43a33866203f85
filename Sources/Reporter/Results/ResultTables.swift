import Tables
import Experiment
import Planner
import Trials

/// The tables of a sweep, from the records of its trials in plan order.
package struct ResultTables {
  let columns: ResultColumns
  let records: [TrialRecord]
  let report: ReportSpec
  /// The metrics that some trial has: found once, for they are asked for with every row.
  private let metrics: [MetricColumn]

  /// The tables of `records`; `labels` are the names of the axes and derived values.
  package init(labels: [String], report: ReportSpec, records: [TrialRecord]) {
    columns = ResultColumns(labels: labels, predictions: report.predictions)
    self.report = report
    self.records = records
    metrics = Self.metrics(of: records)
  }

  /// `trials.csv`: one row a trial, with its last epoch's metrics.
  package var trials: Table {
    let names =
      ["trial"] + labels + ["replicate", "seed", "status", "parameters"] + endColumns
      + metrics.map(\.rawValue)
    return table(names, records) { name, record in columns.cell(name, of: record) }
  }

  /// `epochs.csv`: one row a trial and epoch.
  package var epochs: Table {
    let names = ["trial"] + labels + ["replicate", "seed", "epoch"] + metrics.map(\.rawValue)
    let rows = records.flatMap { record in record.epochs.map { (record, $0) } }
    return table(names, rows) { name, row in
      let (record, epoch) = row
      if name == "epoch" { return .integer(epoch.epoch) }
      if let metric = MetricColumn(rawValue: name) { return columns.cell(metric, of: epoch) }
      return columns.cell(name, of: record)
    }
  }

  /// The table that the experiment asks for, for the terminal.
  package var summary: Table {
    let standard = labels + metrics.map(\.rawValue) + ["parameters"]
    var names = report.table.isEmpty ? standard : report.table
    if records.contains(where: { $0.status != .completed }), !names.contains("status") {
      names.append("status")
    }
    if records.contains(where: { $0.trial.replicate > 0 }), !names.contains("seed") {
      names.insert("seed", at: labels.filter(names.contains).count)
    }
    return table(names, records) { name, record in columns.cell(name, of: record) }
  }

  /// `summary.csv`: one row an arm, over its completed replicates.
  package var arms: Table {
    var arms: [(label: [String], records: [TrialRecord])] = []
    for record in records {
      let label = record.trial.axes.map(\.value)
      if arms.last?.label == label {
        arms[arms.count - 1].records.append(record)
      } else {
        arms.append((label, [record]))
      }
    }
    let statistics = ["mean", "sd", "ci95_low", "ci95_high"]
    let names = labels + ["n"] + metrics.flatMap { metric in statistics.map { "\(metric.rawValue)_\($0)" } }
    var table = Table(columns: names.map { Table.Column($0) })
    for arm in arms {
      let completed = arm.records.filter { $0.status == .completed }
      var row = labels.map { columns.cell($0, of: arm.records[0]) } + [.integer(completed.count)]
      for metric in metrics {
        let sample = SampleStatistics(completed.compactMap { $0.epochs.last?[metric] })
        row += [sample.mean, sample.standardDeviation, sample.interval?.lower, sample.interval?.upper]
          .map { $0.map(Table.Cell.real) ?? .empty }
      }
      table.append(row)
    }
    return table
  }

  private var labels: [String] { columns.labels }

  /// The tables of trained models that the report asks for, with the names of their files.
  package var captures: [(name: String, table: Table)] {
    let tables = CaptureTables(columns: columns, records: records)
    return (report.predictions.map { [("predictions", tables.predictions($0))] } ?? [])
      + (report.parameters ? [("parameters", tables.parameters)] : [])
      + (report.model ? [("model", tables.model)] : [])
  }

  /// How training ended, where that can differ.
  private var endColumns: [String] {
    let stops = records.contains { $0.trial.spec.training.stop != nil }
    return (stops ? [TrialColumn.epochs, .convergedEpoch] : []).map(\.rawValue)
      + (report.predictions == nil ? [] : [TrialColumn.predictionAccuracy.rawValue])
  }

  /// The metrics that some trial has.
  private static func metrics(of records: [TrialRecord]) -> [MetricColumn] {
    let hasTest = records.contains { $0.trial.dataset.hasTestSplit }
    func measures(_ metric: MetricSpec) -> Bool {
      records.contains { $0.trial.spec.training.metrics.contains(metric) }
    }
    return MetricColumn.allCases.filter { metric in
      switch metric {
      case .trainLoss: true
      case .trainErrors: measures(.errors)
      case .testLoss: hasTest
      case .testAccuracy: hasTest && measures(.accuracy)
      }
    }
  }

  private func table<Row>(_ names: [String], _ rows: [Row], cell: (String, Row) -> Table.Cell) -> Table {
    var table = Table(columns: names.map(columns.column))
    for row in rows { table.append(names.map { cell($0, row) }) }
    return table
  }
}
