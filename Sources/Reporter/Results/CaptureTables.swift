import Tables
import Experiment
import Planner
import Trials

/// The tables of what was taken down of trained models: predictions, parameters, layers. Each row begins with its trial's labels.
struct CaptureTables {
  let columns: ResultColumns
  let records: [TrialRecord]

  /// Features are shown beside a prediction up to this number; more are an image, not a row.
  private static let featureLimit = 16

  /// `predictions.csv`: an example a row, with what the model answered and what was expected.
  func predictions(_ spec: PredictionsSpec) -> Table {
    let first = records.lazy.compactMap { $0.captures.predictions(spec.split).first }.first
    let features = first.map(\.features.count) ?? 0
    let inputs = features <= Self.featureLimit ? features : 0
    let isClass = if case .class? = first?.expected { true } else { false }
    let width = first?.outputs.count ?? 1
    func numbered(_ name: String, _ count: Int) -> [String] {
      count == 1 ? [name] : (0..<count).map { "\(name)\($0 + 1)" }
    }
    let answers =
      isClass
      ? ["predicted", "confidence", "expected", "correct"]
      : numbered("output", width) + numbered("rounded", width) + numbered("expected", width) + ["correct"]
    let names = (0..<inputs).map { "x\($0 + 1)" } + answers
    return table(["example"] + names) { record in
      record.captures.predictions(spec.split, count: spec.count).enumerated().map { index, prediction in
        let features = prediction.features.prefix(inputs).map(Table.Cell.real)
        return [.integer(index)] + features + cells(prediction, record.trial.dataset.classes)
      }
    }
  }

  private func cells(_ prediction: Prediction, _ classes: [String]?) -> [Table.Cell] {
    func name(_ index: Int) -> Table.Cell {
      guard let classes, classes.indices.contains(index) else { return .integer(index) }
      return .text(classes[index])
    }
    let correct = Table.Cell.boolean(prediction.isCorrect)
    switch prediction.expected {
    case .class(let label):
      return [name(prediction.answer), .real(prediction.confidence), name(label), correct]
    case .values(let values):
      return prediction.outputs.map(Table.Cell.real)
        + prediction.outputs.map { .real($0.rounded(.toNearestOrEven)) } + values.map(Table.Cell.real) + [
          correct
        ]
    }
  }

  /// `parameters.csv`: a number a row, before and after training. The matrix of a weight has a row an output, as in PyTorch.
  var parameters: Table {
    table(["parameter", "row", "column", "initial", "final"]) { record in
      record.captures.parameters.flatMap { parameter in
        let width = parameter.shape.count > 1 ? parameter.shape.dropFirst().reduce(1, *) : 1
        return parameter.final.indices.map { index -> [Table.Cell] in
          let place: [Table.Cell] = [.text(parameter.name), .integer(index / width), .integer(index % width)]
          return place + [.real(parameter.initial[index]), .real(parameter.final[index])]
        }
      }
    }
  }

  /// `model.csv`: a layer a row, and the total.
  var model: Table {
    table(["layer", "inputs", "outputs", "activation", "parameters"]) { record in
      let shapes = record.trial.shapes.layers
      let layers = zip(record.trial.spec.model.layers, shapes).enumerated().map {
        index, pair -> [Table.Cell] in
        switch pair.0 {
        case .dense(let dense):
          [
            .text("dense\(index + 1)"), .integer(pair.1.inputs), .integer(pair.1.outputs),
            .text(dense.activation.name), .integer((pair.1.inputs + 1) * pair.1.outputs),
          ]
        }
      }
      let total: [Table.Cell] = [
        .text("total"), .integer(shapes.first?.inputs ?? 0), .integer(shapes.last?.outputs ?? 0), .empty,
        .integer(record.trial.shapes.parameterCount),
      ]
      return layers + [total]
    }
  }

  private func table(_ names: [String], rows: (TrialRecord) -> [[Table.Cell]]) -> Table {
    let labels = columns.labels
    var table = Table(columns: (labels + names).map(columns.column))
    for record in records {
      let prefix = labels.map { columns.cell($0, of: record) }
      for row in rows(record) { table.append(prefix + row) }
    }
    return table
  }
}
