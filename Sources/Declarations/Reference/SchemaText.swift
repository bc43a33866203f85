/// Schemas of simple values in words.
enum SchemaText {
  /// "integer, at least 1", "`torch` or `numpy`", "text".
  static func scalar(_ schema: JSONValue) -> String {
    if let title = schema["title"]?.text { return title }
    if let value = schema["const"] { return "`\(value.flow)`" }
    if let values = schema["enum"]?.elements { return list(values.map { "`\($0.flow)`" }) }
    switch schema["type"] {
    case .string(let type): return type == "boolean" ? "`true` or `false`" : name(type) + bounds(schema)
    case .array(let types):
      let names = types.compactMap(\.text)
      return names == ["string", "number", "boolean"] ? "text" : list(names.map(name))
    default: return "value"
    }
  }

  private static func name(_ type: String) -> String {
    switch type {
    case "string": "text"
    case "array": "list"
    case "object": "mapping"
    case "boolean": "`true` or `false`"
    default: type
    }
  }

  /// ", at least 1 and less than 10".
  private static func bounds(_ schema: JSONValue) -> String {
    if let least = schema["minimum"], let most = schema["maximum"] {
      return " from \(number(least)) to \(number(most))"
    }
    let words = [
      ("minimum", "at least"), ("exclusiveMinimum", "greater than"), ("maximum", "at most"),
      ("exclusiveMaximum", "less than"),
    ]
    let bounds = words.compactMap { key, word in schema[key].map { "\(word) \(number($0))" } }
    return bounds.isEmpty ? "" : ", " + bounds.joined(separator: " and ")
  }

  private static func number(_ value: JSONValue) -> String {
    let text = value.flow
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// " (1 to 16)", of the numbers of elements that are legal.
  static func count(_ schema: JSONValue, _ least: String, _ most: String) -> String {
    switch (schema[least], schema[most]) {
    case (nil, nil): ""
    case (let least?, let most?) where least == most: " (\(least.flow))"
    case (let least, let most?): " (\(least?.flow ?? "0") to \(most.flow))"
    case (let least?, nil): " (at least \(least.flow))"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

extension JSONValue {
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  /// The value as a file would write it, on one line; one key with nothing behind it as a bare name.
  var flow: String {
    switch self {
    case .string(let text): text
    case .array(let values): "[" + values.map(\.flow).joined(separator: ", ") + "]"
    case .object(let members):
      members.count == 1 && members[0].value == .object([])
        ? members[0].key : "{" + members.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
    case .null, .boolean, .integer, .real: compact
    }
  }

  /// Whether the schema is that of one form of a choice, `name: {parameters}`.
  var isForm: Bool {
    self["title"] == nil && self["required"]?.elements.count == 1
      && self["required"]?.elements.first?.text == self["properties"]?.members.first?.key
  }

  /// Whether the schema is that of one name of a choice, with what it stands for.
  var isNamed: Bool { self["const"] != nil && self["description"] != nil }

  /// The schema of the values themselves, where a `$name` may stand for them or for what is within them.
  var withoutReferences: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.withoutReferences))
    case .object(let members):
      if let forms = self["anyOf"]?.elements, forms.count == 2, forms[1]["$ref"] != nil {
        let annotations = members.filter { $0.key != "anyOf" }
        let inner = forms[0].withoutReferences.members.filter { member in
          !annotations.contains { $0.key == member.key }
        }
        return .object(annotations + inner)
      }
      return .object(members.map { Member($0.key, $0.value.withoutReferences) })
    default: return self
    }
  }

  /// The schema of the type, without what is said of one use of it.
  var withoutAnnotations: JSONValue {
    .object(members.filter { $0.key != "default" && $0.key != "description" })
  }
}
