import Declarations
import Model
import YAMLTree

/// The points of `folds`: each fold of the data is held out in turn.
///
///     dataset: iris          and  sweep: {folds: 5}     are, for the first trial,
///     dataset: {use: iris, split: {folds: 5, fold: 0}}
struct FoldPoints: SweepPoints {
  /// The name of the column.
  static let name = "fold"

  let kind = "folds"
  let count: Int
  /// Where the file has it.
  let place: YAMLNode
  /// What the split has beside it: `stratify`, `group`, `seed`.
  private let options: [YAMLMapping.Entry]

  /// The keys of the mapping that may stand for the number.
  private struct Spec: Sendable {
    var count = 2

    static let optionKeys = ["stratify", "group", "seed"]
    static let record = Record<Spec>(
      "folds", "Each part of the data is held out in turn.", blank: Spec(),
      fields: [Field("count", \.count, .integer(bounds), required: true, "How many folds there are.")])
  }

  /// More folds than this are not run one by one.
  private static let bounds = Bounds<Int>.within(2...10_000)

  static let schema: JSONValue = [
    "anyOf": [
      ValueType<Int>.integer(bounds).schema,
      .schema(
        "folds", Spec.record.documentation,
        properties: Spec.record.properties
          + SplitRule.record.properties.filter { Spec.optionKeys.contains($0.key) },
        required: ["count"]),
    ]
  ]

  static func dimension(_ node: YAMLNode, _ faults: inout Faults) -> Dimension? {
    let count: Int?
    var options: [YAMLMapping.Entry] = []
    if let mapping = node.mapping {
      count = Spec.record.decode(node, &faults, besides: Spec.optionKeys)?.count
      options = mapping.entries.filter { Spec.optionKeys.contains($0.name) }
      // What the options may be is the split's concern.
    } else if node.scalar != nil {
      count = ValueType<Int>.integer(bounds).decode(node, &faults)
    } else {
      faults.add(
        .wrongType(subject: faults.subject, expected: "a number of folds", found: node.summary), at: node)
      return nil
    }
    guard let count else { return nil }
    let key = YAMLNode(content: .scalar(YAMLScalar(text: name)), mark: node.mark, endMark: node.endMark)
    return Dimension(
      [SweepKey(name: name, node: key, role: .axis)], FoldPoints(count: count, place: key, options: options))
  }

  private init(count: Int, place: YAMLNode, options: [YAMLMapping.Entry]) {
    self.count = count
    self.place = place
    self.options = options
  }

  func point(at index: Int) -> [PointValue] {
    let node = number(index)
    return [PointValue(key: 0, keyNode: place, node: node, value: AxisValue(node))]
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {}

  private func number(_ number: Int) -> YAMLNode {
    YAMLNode(content: .scalar(YAMLScalar(text: "\(number)")), mark: place.mark, endMark: place.endMark)
  }

  /// The data with one fold held out: of a dataset by its name, or one with a split of its own, to which the
  /// folds are added.
  func holdingOut(_ fold: YAMLNode, of dataset: YAMLNode) -> YAMLNode {
    func entry(_ name: String, _ value: YAMLNode) -> YAMLMapping.Entry {
      YAMLMapping.Entry(key: place, name: name, value: value)
    }
    var mapping = dataset.mapping ?? YAMLMapping()
    if dataset.scalar != nil { mapping.set(entry("use", dataset)) }
    guard mapping["split"].map({ $0.mapping != nil }) ?? true else { return dataset }
    var split = mapping["split"]?.mapping ?? YAMLMapping()
    for option in options { split.set(option) }
    split.set(entry("folds", number(count)))
    split.set(entry("fold", fold))
    let node = mapping["split"] ?? place
    mapping.set(
      entry("split", YAMLNode(content: .mapping(split), mark: node.mark, endMark: node.endMark)))
    return YAMLNode(content: .mapping(mapping), mark: dataset.mark, endMark: dataset.endMark)
  }
}
