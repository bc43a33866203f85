import Declarations
import YAMLTree

/// The value that an axis has in the trials that a panel shows.
package struct ArmCondition: Sendable, Hashable {
  package var axis: String
  package var value: AxisValue

  static let type = ValueType<[ArmCondition]>(
    schema: [
      "title": "mapping from axes to values", "type": "object",
      "additionalProperties": ["type": ["string", "number", "boolean"]],
    ],
    encode: { conditions in .object(conditions.map { .init($0.axis, .string($0.value.text)) }) },
    decode: { node, faults in
      guard let mapping = node.mapping else {
        faults.add(.wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
        return nil
      }
      return mapping.entries.map { ArmCondition(axis: $0.name, value: AxisValue($0.value)) }
    })

  /// The field `where` of a panel that shows one trial.
  static func field<Owner: Sendable>(
    _ path: WritableKeyPath<Owner, [ArmCondition]> & Sendable
  ) -> Field<Owner> {
    Field("where", path, type, "The trial shown: values of axes; the first trial that has them.")
  }
}

extension SweepSpec {
  /// The first combination whose axes have these values: an index into the values of each axis. A condition
  /// that nothing fulfils chooses the first value.
  package func firstIndices(where conditions: [ArmCondition]) -> [Int] {
    var indices = [Int](repeating: 0, count: axes.count)
    for condition in conditions {
      guard let position = axes.firstIndex(where: { $0.name == condition.axis }) else { continue }
      indices[position] = axes[position].values.firstIndex { $0.value == condition.value } ?? 0
    }
    return indices
  }
}
