import Declarations
import YAMLTree

/// A list of layers under a name of the file's choice, with parameters that its calls give values to.
struct BlockDeclaration: Sendable {
  /// The parameters with the values that they have where a call gives none; `nil` where it must.
  var parameters: [(name: String, value: YAMLNode?)]
  /// The list of layers, in which `$name` stands for a parameter.
  var layers: YAMLNode

  /// The layers are read where they are called, with the values of that call.
  static let type = ValueType<BlockDeclaration>(schema: schema, encode: { _ in .null }) { node, faults in
    guard let mapping = node.mapping else {
      faults.add(.wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
      return nil
    }
    let strays = mapping.entries.filter { !["parameters", "layers"].contains($0.name) }
    for entry in strays {
      faults.add(
        .unknownKey(key: entry.name, owner: "the block", legal: ["parameters", "layers"]), at: entry.key)
    }
    guard let layers = mapping["layers"] else {
      faults.add(.missingKey(key: "layers", owner: "the block"), at: node)
      return nil
    }
    guard layers.sequence != nil else {
      faults.add(.wrongType(subject: "layers", expected: "a list", found: layers.summary), at: layers)
      return nil
    }
    var parameters: [(name: String, value: YAMLNode?)] = []
    if let node = mapping["parameters"] {
      guard let values = node.mapping else {
        faults.add(.wrongType(subject: "parameters", expected: "a mapping", found: node.summary), at: node)
        return nil
      }
      for entry in values.entries {
        guard ValueType<String>.symbol.decode(entry.key, &faults) != nil else { return nil }
        parameters.append((entry.name, entry.value.isNull ? nil : entry.value))
      }
    }
    return strays.isEmpty ? BlockDeclaration(parameters: parameters, layers: layers) : nil
  }

  private static let schema: JSONValue = .schema(
    "the block", "A list of layers that a model may name as one layer.",
    properties: [
      .init(
        "parameters",
        [
          "type": "object",
          "description":
            .string(
              "Names that '$name' stands for in the layers, with their values where a call gives none; a "
                + "name without a value must be given one."),
        ]),
      .init("layers", ["type": "array", "description": "The layers, from input to output."]),
    ], required: ["layers"])
}
