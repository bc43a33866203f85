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

extension TrialTemplate {
  /// The first combination whose axes have these values: a point of each dimension. Conditions that no point
  /// of a dimension fulfils choose its first one.
  package func firstIndices(where conditions: [ArmCondition]) -> [Int] {
    dimensions.map { $0.indices(where: $0.conditions(among: conditions)).first ?? 0 }
  }
}

extension Dimension {
  /// Those of some conditions that are on a column of this dimension.
  func conditions(among conditions: [ArmCondition]) -> [(key: Int, value: AxisValue)] {
    conditions.compactMap { condition in
      columns.first { keys[$0].name == condition.axis }.map { ($0, condition.value) }
    }
  }
}
