import Declarations
import YAMLTree

/// A value of an axis under a label of its own: `{label: SGD 0.1, value: {sgd: {learning_rate: 0.1}}}`.
struct LabelledValue: Sendable {
  private var label = ""
  private var value: YAMLNode?

  private static let record = Record<LabelledValue>(
    "a value with a label", "A value under the name that tables and legends show.", blank: LabelledValue(),
    fields: [
      Field("label", \.label, .label, required: true, "What tables and legends show."),
      Field("value", \.value, .node, required: true, "The value: anything."),
    ])

  /// The schema of the values that a list may have.
  static let schema: JSONValue = ["if": ["type": "object", "required": ["label"]], "then": record.schema]

  /// The value that an item of a list stands for: a mapping with the key `label` has one, anything else is
  /// one. `nil` where there is a mistake.
  static func read(_ item: YAMLNode, _ faults: inout Faults) -> (node: YAMLNode, value: AxisValue)? {
    guard item.mapping?["label"] != nil else { return (item, AxisValue(item)) }
    guard let labelled = record.decode(item, &faults), let node = labelled.value else { return nil }
    return (node, AxisValue(node, label: labelled.label))
  }
}

extension ValueType where Value == String {
  /// A short text in one line.
  fileprivate static var label: ValueType {
    let limit = 100
    return ValueType(
      schema: ["type": ["string", "number", "boolean"], "maxLength": .integer(limit)], encode: { .string($0) }
    ) { node, faults in
      guard let text = ValueType.string.decode(node, &faults) else { return nil }
      guard !text.isEmpty, text.count <= limit, !text.contains(where: \.isNewline) else {
        faults.add(
          .wrongType(
            subject: faults.subject, expected: "a text of 1 to \(limit) characters in one line",
            found: text.isEmpty ? "empty" : "\(text.count) characters"), at: node)
        return nil
      }
      return text
    }
  }
}

extension ValueType where Value == YAMLNode? {
  /// Anything, as the file has it.
  fileprivate static var node: ValueType {
    ValueType(schema: [:], encode: { $0.map { .string($0.flowText) } ?? .null }) { node, _ in node }
  }
}
