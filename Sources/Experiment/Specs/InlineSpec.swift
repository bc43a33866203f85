import Declarations
import YAMLTree

/// Examples that stand in the file itself.
package struct InlineSpec: Sendable, Equatable {
  /// The features of each example.
  package var features: [[Double]] = []
  /// The targets of each example: one value or several, or one class.
  package var targets: [[Double]] = []

  static let record = Record(
    "the dataset format 'inline'", "Examples that stand in the file itself; they are trained on, in order.",
    blank: InlineSpec(),
    fields: [
      Field(
        "features", \.features, .list(of: .list(of: .real(), count: .atLeast(1)), count: .atLeast(1)),
        required: true,
        "The features of each example."),
      Field(
        "targets", \.targets, .list(of: .realOrList, count: .atLeast(1)), required: true,
        "The target of each example: a number, a list of numbers, or the number of its class where the dataset has classes."
      ),
    ])
}

extension ValueType where Value == [Double] {
  /// A list of numbers; a number alone stands for a list of one.
  fileprivate static var realOrList: ValueType {
    let list = ValueType.list(of: .real(), count: .atLeast(1))
    return ValueType(
      schema: ["anyOf": [ValueType<Double>.real().schema, list.schema]],
      encode: { $0.count == 1 ? .real($0[0]) : list.encode($0) },
      decode: { node, faults in
        if node.sequence != nil { return list.decode(node, &faults) }
        return ValueType<Double>.real().decode(node, &faults).map { [$0] }
      })
  }
}
