import Declarations
import Model

/// The JSON Schemas (draft 2020-12) of the files that users write, from the declarations that decode them.
package enum FileSchema: String, CaseIterable, Sendable {
  case experiment, dataset

  package var json: JSONValue {
    switch self {
    case .experiment: Self.experimentSchema
    case .dataset:
      .object(Self.head("nnrun dataset") + Self.members(of: DatasetDeclaration.record.schema))
    }
  }

  /// One branch a kind; a file without `kind` is of the first.
  private static var experimentSchema: JSONValue {
    let header = ExperimentHeader.record
    let whole = KindSpec.allCases.dropFirst().reduce(branch(.training).allowingBlocks) { rest, kind in
      [
        "if": ["properties": ["kind": ["const": .string(kind.rawValue)]], "required": ["kind"]],
        "then": branch(kind),
        "else": rest,
      ]
    }
    let reference: JSONValue = [
      "type": "string", "pattern": "^\\$[A-Za-z0-9_][A-Za-z0-9_.-]*$",
      "description": "A name of the sweep: an axis or a derived value.",
    ]
    return .object(
      head("nnrun experiment") + [
        .init("type", "object"), .init("required", .array(header.requiredKeys.map { .string($0) })),
        .init(
          "$defs", ["reference": reference, "layer": ValueType<LayerEntry>.layer.schema.allowingReferences]),
        .init("if", ["required": ["extends"]]), .init("then", extending), .init("else", whole),
      ])
  }

  /// The keys of a file that extends another one. What it says goes over what the other one has, so that it
  /// may say less than a whole file at every place, and have the other one's kind.
  private static var extending: JSONValue {
    var properties = ExperimentHeader.record.properties
    var keys = Set(properties.map(\.key))
    for kind in KindSpec.allCases {
      for property in kind.type.properties where keys.insert(property.key).inserted {
        let description = property.value.members.filter { $0.key == "description" }
        properties.append(.init(property.key, .object(description)))
      }
    }
    return ["properties": .object(properties), "additionalProperties": false]
  }

  /// The schema of the files of a kind.
  static func branch(_ kind: KindSpec) -> JSONValue {
    let header = ExperimentHeader.record
    return .schema(
      "kind: \(kind.rawValue)", kind.documentation, properties: header.properties + kind.type.properties,
      required: header.requiredKeys + kind.type.requiredKeys)
  }

  private static func head(_ title: String) -> [JSONValue.Member] {
    [.init("$schema", "https://json-schema.org/draft/2020-12/schema"), .init("title", .string(title))]
  }

  private static func members(of schema: JSONValue) -> [JSONValue.Member] {
    if case .object(let members) = schema { members } else { [] }
  }
}

extension KindSpec {
  fileprivate var documentation: String {
    switch self {
    case .training: "Models that are trained, one for each combination of the sweep's values."
    case .functions: "Curves of expressions in one variable, and their derivatives."
    case .walkthrough: "One step of training with every intermediate number."
    case .expressions: "Tensor expressions, their gradients, and small models."
    }
  }
}

extension JSONValue {
  /// The schema in which a file that has `blocks` may name them in its model: their names are not known
  /// here, so that its layers are not looked at.
  fileprivate var allowingBlocks: JSONValue {
    let model = self["properties"]?.members.filter { $0.key == "model" } ?? []
    let members = self.members.map { member in
      guard member.key == "properties" else { return member }
      return Member(
        member.key,
        .object(member.value.members.map { $0.key == "model" ? .init("model", ["type": "object"]) : $0 }))
    }
    return .object(
      members + [
        .init("if", ["required": ["blocks"]]), .init("then", [:]),
        .init("else", ["properties": .object(model)]),
      ])
  }
}
