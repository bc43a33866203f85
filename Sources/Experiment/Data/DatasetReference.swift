import Declarations
import Model
import YAMLTree

/// The data of a trial: a dataset by its name, by its name with another preparation, or declared in place.
package enum DatasetReference: Sendable, Equatable {
  case named(String)
  indirect case prepared(DatasetUse)
  /// Elsewhere in memory, for specs are copied often.
  indirect case declared(DatasetDeclaration)

  static let type: ValueType<DatasetReference> = {
    var type = readType
    type.overlay = DatasetDeclaration.record.overlay
    return type
  }()

  private static let readType = ValueType<DatasetReference>(
    schema: [
      "anyOf": [
        ValueType<String>.identifier.schema, DatasetUse.record.schema, DatasetDeclaration.record.schema,
      ]
    ],
    encode: { reference in
      switch reference {
      case .named(let name): .string(name)
      case .prepared(let use): DatasetUse.record.encode(use)
      case .declared(let spec): DatasetDeclaration.record.encode(spec)
      }
    },
    decode: { node, faults in
      if node.referencedName != nil { return nil }
      guard let mapping = node.mapping else {
        return ValueType.identifier.decode(node, &faults).map(DatasetReference.named)
      }
      if mapping["use"] != nil {
        return DatasetUse.record.decode(node, &faults).map(DatasetReference.prepared)
      }
      return DatasetDeclaration.record.decode(node, &faults).map(DatasetReference.declared)
    })
}

/// A dataset by its name, with what is prepared otherwise than its own file says.
package struct DatasetUse: Sendable, Equatable {
  package var name = ""
  package var split: SplitRule?
  package var take: TakeCounts?
  package var normalization: NormalizationRule?

  static let record = Record<DatasetUse>(
    "the dataset used", "A dataset of a datasets folder, prepared otherwise than its own file says.",
    blank: DatasetUse(),
    fields: [
      Field("use", \.name, .identifier, required: true, "The name of the dataset."),
      Field("split", \.split, SplitRule.record.type, "In place of the dataset's own."),
      Field("take", \.take, TakeCounts.record.type, "In place of the dataset's own."),
      Field("normalization", \.normalization, .normalizationRule, "In place of the dataset's own."),
    ])
}
