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
  /// The place of each column.
  private let places: [Column: Int]

  /// Features are shown beside a prediction up to this number; more are an image, not a row.
  private static let featureLimit = 16

  /// What a column holds, in the order of the file.
  private enum Group: String, CaseIterable {
    case example, x, predicted, confidence, output, rounded, expected, error, correct
  }

  /// One of the columns of a group, numbered where there are several; features always are.
  private struct Column: Hashable {
    let group: Group
    /// From 1; `nil` for the only one.
    let number: Int?

    init(_ group: Group, _ index: Int, of count: Int) {
      self.group = group
      number = count == 1 && group != .x ? nil : index + 1
    }

    var name: String { group.rawValue + (number.map { "\($0)" } ?? "") }
  }

  init(_ datasets: [DatasetDeclaration]) {
    var columns: [Group: [Column]] = [:]
    for dataset in datasets {
      for (group, count) in Self.counts(dataset) {
        let more = (0..<count).map { Column(group, $0, of: count) }
        columns[group, default: []] += more.filter { !columns[group, default: []].contains($0) }
      }
    }
    let all = Group.allCases.flatMap { columns[$0] ?? [] }
    names = all.map(\.name)
    places = Dictionary(uniqueKeysWithValues: zip(all, all.indices))
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
    var cells = [Table.Cell](repeating: .empty, count: names.count)
    func set(_ group: Group, _ values: [Table.Cell]) {
      for (index, value) in values.enumerated() {
        if let place = places[Column(group, index, of: values.count)] { cells[place] = value }
      }
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
    return cells
  }
}
