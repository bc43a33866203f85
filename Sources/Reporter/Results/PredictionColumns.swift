import Experiment
import Model
import Planner
import Tables
import Trials

/// The columns of `predictions.csv` behind the first ones: the features of an example, what was answered,
/// what was expected, and whether it is right or by how much it is off. They are those that some dataset of a
/// plan has; cells that a prediction has no value for stay empty.
struct PredictionColumns {
  let names: [String]

  /// Features are shown beside a prediction up to this number; more are an image, not a row.
  private static let featureLimit = 16

  /// The order of the columns, numbered where there are several of one.
  private enum Group: String, CaseIterable {
    case example, x, predicted, confidence, output, rounded, expected, error, correct

    /// The name of column `index` of `count`. Features are always numbered.
    func name(_ index: Int, of count: Int) -> String {
      count == 1 && self != .x ? rawValue : "\(rawValue)\(index + 1)"
    }
  }

  init(_ datasets: [DatasetDeclaration]) {
    var names: [Group: [String]] = [:]
    for dataset in datasets {
      for (group, count) in Self.counts(dataset) {
        let more = (0..<count).map { group.name($0, of: count) }
        names[group, default: []] += more.filter { !names[group, default: []].contains($0) }
      }
    }
    self.names = Group.allCases.flatMap { names[$0] ?? [] }
  }

  /// How many columns of each group the predictions of a dataset have.
  private static func counts(_ dataset: DatasetDeclaration) -> [(Group, Int)] {
    let features = dataset.featureCount <= featureLimit ? dataset.featureCount : 0
    let width = dataset.targetWidth ?? 1
    let first = [(Group.example, 1), (.x, features)]
    switch dataset.targetKind {
    case .classes: return first + [(.predicted, 1), (.confidence, 1), (.expected, 1), (.correct, 1)]
    case .binary: return first + [(.output, width), (.rounded, width), (.expected, width), (.correct, 1)]
    case .values: return first + [(.output, width), (.expected, width), (.error, width)]
    }
  }

  /// The cells of the prediction of an example.
  func cells(_ prediction: Prediction, example: Int, classes: [String]?) -> [Table.Cell] {
    var cells: [String: Table.Cell] = [:]
    func set(_ group: Group, _ values: [Table.Cell]) {
      for (index, value) in values.enumerated() { cells[group.name(index, of: values.count)] = value }
    }
    func name(_ index: Int) -> Table.Cell {
      guard let classes, classes.indices.contains(index) else { return .integer(index) }
      return .text(classes[index])
    }
    set(.example, [.integer(example)])
    if prediction.features.count <= Self.featureLimit { set(.x, prediction.features.map(Table.Cell.real)) }
    switch prediction.expected {
    case .class(let label):
      set(.predicted, [prediction.answer.map(name) ?? .empty])
      set(.confidence, [Table.Cell(prediction.confidence)])
      set(.expected, [name(label)])
    case .binary(let values):
      set(.output, prediction.outputs.map(Table.Cell.real))
      set(.rounded, prediction.outputs.map { .real($0.rounded(.toNearestOrEven)) })
      set(.expected, values.map(Table.Cell.real))
    case .values(let values):
      set(.output, prediction.outputs.map(Table.Cell.real))
      set(.expected, values.map(Table.Cell.real))
      set(.error, (prediction.errors ?? []).map(Table.Cell.real))
    }
    if let isCorrect = prediction.isCorrect { set(.correct, [.boolean(isCorrect)]) }
    return names.map { cells[$0] ?? .empty }
  }
}
