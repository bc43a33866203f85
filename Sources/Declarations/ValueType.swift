import YAMLTree

/// How values of one type are read from a file, written in canonical form, and described to an editor. Field
/// declarations are made of these; decoding, the schema and the reference all come from the same value.
package struct ValueType<Value: Sendable>: Sendable {
  /// The value, or `nil` after at least one fault was added (or where the node is an unbound `$name`, which
  /// the sweep's own check reports).
  package var decode: @Sendable (YAMLNode, inout Faults) -> Value?
  package var encode: @Sendable (Value) -> JSONValue
  /// What of a value tells it from the default: the canonical form without what is as it is by default, so
  /// that a new key with a default changes nothing.
  package var identity: @Sendable (Value) -> JSONValue
  /// Made where it is asked for: reading a file needs no schema.
  private var describe: @Sendable () -> JSONValue
  /// What a value at a key has to be, where it does not depend on what is beside it; `nil` for all others.
  var part: @Sendable (String) -> ValuePart? = { _ in nil }
  /// The canonical form of a number, where one is right or wrong by itself; `nil` of one that is wrong.
  package var number: (@Sendable (JSONValue) -> JSONValue?)?
  /// How a value goes over another one, where a file extends another file.
  package var overlay = Overlay.keys
  /// The names of the alternatives, where the values are a choice among some.
  var alternativeNames: [String] = []

  package init(
    schema: @autoclosure @escaping @Sendable () -> JSONValue,
    encode: @escaping @Sendable (Value) -> JSONValue,
    identity: (@Sendable (Value) -> JSONValue)? = nil,
    number: (@Sendable (JSONValue) -> JSONValue?)? = nil,
    decode: @escaping @Sendable (YAMLNode, inout Faults) -> Value?
  ) {
    describe = schema
    self.encode = encode
    self.identity = identity ?? encode
    self.number = number
    self.decode = decode
  }

  /// A JSON Schema (draft 2020-12) of the values.
  package var schema: JSONValue { describe() }

  /// The same values, with more members in their schema.
  package func describing(_ members: @escaping @Sendable () -> [JSONValue.Member]) -> ValueType {
    var type = self
    type.describe = { [describe] in .object(describe().members + members()) }
    return type
  }
}

extension ValueType {
  /// A value that may be left out: `nil` by default, and then absent from the canonical form.
  package var optional: ValueType<Value?> {
    var type = ValueType<Value?>(
      schema: schema, encode: { $0.map(encode) ?? .null }, identity: { $0.map(identity) ?? .null }
    ) { node, faults in
      decode(node, &faults).map(Optional.some)
    }
    type.part = part
    type.number = number
    type.overlay = overlay
    return type
  }

  /// The same alternatives, of some category, or none of them, which is written `none`.
  package func orNone(_ category: String) -> ValueType<Value?> {
    let names = alternativeNames + ["none"]
    var type = ValueType<Value?>(
      schema: ["anyOf": [schema, ["const": "none"]]], encode: { $0.map(encode) ?? "none" },
      identity: { $0.map(identity) ?? "none" }
    ) { node, faults in
      if node.string == "none" { return .some(nil) }
      if node.referencedName == nil, let name = node.string, !names.contains(name) {
        faults.add(.unknownName(category: category, name: name, legal: names), at: node)
        return nil
      }
      return decode(node, &faults).map(Optional.some)
    }
    type.part = part
    type.overlay = overlay
    type.alternativeNames = names
    return type
  }
}

extension YAMLNode {
  /// A plain scalar `$name` stands for a value of the sweep.
  package var referencedName: String? {
    guard case .scalar(let scalar) = content, scalar.isPlain, scalar.text.hasPrefix("$"),
      scalar.text.count > 1
    else { return nil }
    return String(scalar.text.dropFirst())
  }
}
