import Experiment
import Model
import Planner
import Tables
import Trials

/// The tables of what was taken down of trained models, row by row: predictions, parameters, layers.
struct CaptureTables {
  private let plan: TrialPlan
  private let report: ReportSpec
  private let predictions: (spec: PredictionsSpec, columns: PredictionColumns)?
  /// Each table that was begun, with its file.
  private var begun: [String: (columns: TrialColumns, document: CSVDocument)] = [:]

  init(_ plan: TrialPlan) {
    self.plan = plan
    report = plan.experiment.report
    predictions = report.predictions.map { ($0, PredictionColumns(plan.datasets())) }
    if let predictions { begin("predictions", predictions.columns.names) }
    if report.parameters { begin("parameters", ["parameter", "row", "column", "initial", "final"]) }
    if report.model {
      begin("model", ["layer", "type", "inputs", "outputs", "activation", "parameters"])
    }
  }

  /// The tables that the report asks for, with the names of their files.
  var files: [(name: String, document: CSVDocument)] {
    ["predictions", "parameters", "model"].compactMap { name in
      begun[name].map { ("\(name).csv", $0.document) }
    }
  }

  mutating func add(_ record: TrialRecord) {
    if let (spec, columns) = predictions {
      add(Self.predictions(of: record, spec, columns), to: "predictions", record)
    }
    if report.parameters { add(Self.parameters(of: record), to: "parameters", record) }
    if report.model { add(Self.layers(of: record), to: "model", record) }
  }

  private mutating func begin(_ name: String, _ others: [String]) {
    let columns = TrialColumns(plan, beside: others)
    begun[name] = (columns, CSVDocument(columns: columns.names + others))
  }

  private mutating func add(_ rows: [[Table.Cell]], to name: String, _ record: TrialRecord) {
    guard let first = begun[name]?.columns.cells(record.trial) else { return }
    for row in rows { begun[name]?.document.append(first + row) }
  }

  /// `predictions.csv`: an example a row, with what the model answered and what was expected.
  private static func predictions(
    of record: TrialRecord, _ spec: PredictionsSpec, _ columns: PredictionColumns
  ) -> [[Table.Cell]] {
    let classes = record.trial.dataset.classes
    return record.captures.predictions(spec.split, count: spec.count).enumerated().map { index, prediction in
      columns.cells(prediction, example: index, classes: classes)
    }
  }

  /// A number a row, before and after training. The matrix of a weight has a row an output, as in PyTorch.
  private static func parameters(of record: TrialRecord) -> [[Table.Cell]] {
    record.captures.parameters.flatMap { parameter in
      let width = parameter.shape.count > 1 ? parameter.shape.dropFirst().reduce(1, *) : 1
      return parameter.final.indices.map { index -> [Table.Cell] in
        [.text(parameter.name), .integer(index / width), .integer(index % width)]
          + [.real(parameter.initial[index]), .real(parameter.final[index])]
      }
    }
  }

  /// A layer a row, named as its parameters are, and the total.
  private static func layers(of record: TrialRecord) -> [[Table.Cell]] {
    let graph = record.trial.graph
    let layers = graph.nodes.map { node -> [Table.Cell] in
      [
        .text(node.name), .text(type(of: node.layer).name), .integer(node.inputCount), .integer(node.outputs),
        .text(node.layer.activation.name), .integer(node.parameterCount),
      ]
    }
    let total: [Table.Cell] = [
      .text("total"), .empty, .integer(graph.inputShape.elementCount), .integer(graph.outputs), .empty,
      .integer(graph.parameterCount),
    ]
    return layers + [total]
  }
}
