import YAMLTree

/// One of the forms that a value may take: a bare name, or `name: {parameters}`.
package struct Alternative<Value: Sendable>: Sendable {
  package var name: String
  package var documentation: String
  /// The keys that a bare name would leave out; empty where the name alone will do.
  var requiredKeys: [String]
  var hasParameters: Bool
  /// Whether there is one value behind the name that cannot be left out.
  var needsValue = false
  /// Reads the parameters; `nil` stands for a bare name.
  var decode: @Sendable (YAMLNode?, inout Faults) -> Value?
  /// The parameters, where the value is of this form.
  var encode: @Sendable (Value) -> JSONValue?
  /// The parameters that are not as they are by default, where the value is of this form.
  var identity: @Sendable (Value) -> JSONValue?
  var schema: JSONValue
  /// What the parameters have to be, where there are some.
  fileprivate var part: ValuePart?
  /// How the parameters go over those of another value of this form.
  fileprivate var overlay = Overlay.keys

  /// A form without parameters.
  package init(_ name: String, _ value: Value, _ documentation: String) where Value: Equatable {
    self.init(
      name: name, documentation: documentation, requiredKeys: [], hasParameters: false,
      decode: { _, _ in value },
      encode: { $0 == value ? .object([]) : nil }, identity: { $0 == value ? .object([]) : nil },
      schema: ["type": ["object", "null"], "additionalProperties": false])
  }

  /// A form whose parameters are a record, or one without parameters where that has no fields.
  package init(_ name: String, _ record: Record<Value>) {
    self.init(name, record, wrap: { $0 }, unwrap: { $0 })
    guard record.fields.isEmpty else { return }
    hasParameters = false
    schema = ["type": ["object", "null"], "additionalProperties": false]
  }

  /// A form whose parameters are a record.
  package init<Payload: Sendable>(
    _ name: String, _ record: Record<Payload>, wrap: @escaping @Sendable (Payload) -> Value,
    unwrap: @escaping @Sendable (Value) -> Payload?
  ) {
    self.init(
      name: name, documentation: record.documentation, requiredKeys: record.requiredKeys, hasParameters: true,
      decode: { node, faults in
        guard let node else { return wrap(record.blank) }
        return record.decode(node, &faults).map(wrap)
      },
      encode: { unwrap($0).map(record.encode) }, identity: { unwrap($0).map(record.identity) },
      schema: record.schema)
    part = ValuePart(record)
    overlay = record.overlay
  }

  /// A form with one value behind its name: `values: [1, 2, 3]`.
  package init<Payload: Sendable>(
    _ name: String, _ documentation: String, _ type: ValueType<Payload>,
    wrap: @escaping @Sendable (Payload) -> Value,
    unwrap: @escaping @Sendable (Value) -> Payload?
  ) {
    self.init(
      name: name, documentation: documentation, requiredKeys: [], hasParameters: true,
      decode: { node, faults in node.flatMap { type.decode($0, &faults) }.map(wrap) },
      encode: { unwrap($0).map(type.encode) }, identity: { unwrap($0).map(type.identity) },
      schema: type.schema)
    needsValue = true
    part = ValuePart(type)
    overlay = type.overlay
  }

  /// The form as one of another type, for values that `unwrap` finds to be of this one; `wrap` finds a place
  /// for every value of it.
  func mapped<Other: Sendable>(
    wrap: @escaping @Sendable (Value) -> Other?, unwrap: @escaping @Sendable (Other) -> Value?
  ) -> Alternative<Other> {
    var form = Alternative<Other>(
      name: name, documentation: documentation, requiredKeys: requiredKeys, hasParameters: hasParameters,
      decode: { [decode] node, faults in decode(node, &faults).flatMap(wrap) },
      encode: { [encode] in unwrap($0).flatMap(encode) },
      identity: { [identity] in unwrap($0).flatMap(identity) }, schema: schema)
    form.needsValue = needsValue
    form.part = part
    form.overlay = overlay
    return form
  }

  private init(
    name: String, documentation: String, requiredKeys: [String], hasParameters: Bool,
    decode: @escaping @Sendable (YAMLNode?, inout Faults) -> Value?,
    encode: @escaping @Sendable (Value) -> JSONValue?, identity: @escaping @Sendable (Value) -> JSONValue?,
    schema: JSONValue
  ) {
    self.name = name
    self.documentation = documentation
    self.requiredKeys = requiredKeys
    self.hasParameters = hasParameters
    self.decode = decode
    self.encode = encode
    self.identity = identity
    self.schema = schema
  }
}

extension ValueType {
  /// Alternatives are one-key mappings, or a bare name where every parameter has a default.
  package static func alternatives(_ category: String, _ forms: [Alternative<Value>]) -> ValueType {
    var type = ValueType(
      schema: schema(of: category, forms), encode: { only($0, forms, { $0.encode }) },
      identity: { only($0, forms, { $0.identity }) }
    ) { node, faults in
      if node.referencedName != nil { return nil }
      switch node.content {
      case .scalar(let scalar) where !scalar.isNull:
        guard let form = find(scalar.text, category, forms, at: node, &faults) else { return nil }
        guard form.requiredKeys.isEmpty else {
          faults.add(
            .missingParameters(category: category, name: form.name, keys: form.requiredKeys), at: node)
          return nil
        }
        guard !form.needsValue else {
          faults.add(.missingValue(category: category, name: form.name), at: node)
          return nil
        }
        return form.decode(nil, &faults)
      case .mapping(let mapping) where mapping.entries.count == 1:
        let entry = mapping.entries[0]
        let parameters = entry.value
        guard let form = find(entry.name, category, forms, at: entry.key, &faults) else { return nil }
        if parameters.isNull, form.requiredKeys.isEmpty, !form.needsValue { return form.decode(nil, &faults) }
        if !form.hasParameters {
          if case .mapping(let inner) = parameters.content, inner.entries.isEmpty {
            return form.decode(nil, &faults)
          }
          faults.add(.needlessParameters(category: category, name: form.name), at: parameters)
          return nil
        }
        return faults.reading(form.name) { form.decode(parameters, &$0) }
      default:
        let count = node.mapping?.entries.count
        faults.add(
          .notOneAlternative(
            category: category, found: node.summary + (count.map { " of \($0)" } ?? ""),
            legal: forms.map(\.name)), at: node)
        return nil
      }
    }
    type.part = { name in forms.first { $0.name == name }?.part }
    type.overlay = Overlay(.alternative) { name in forms.first { $0.name == name }?.overlay ?? .keys }
    return type
  }

  private static func find(
    _ name: String, _ category: String, _ forms: [Alternative<Value>], at node: YAMLNode,
    _ faults: inout Faults
  ) -> Alternative<Value>? {
    if let form = forms.first(where: { $0.name == name }) { return form }
    faults.add(.unknownName(category: category, name: name, legal: forms.map(\.name)), at: node)
    return nil
  }

  /// The same values; one whose parameters are as they are by default is written as its name alone.
  package var bareNames: ValueType {
    @Sendable func bare(_ value: JSONValue) -> JSONValue {
      guard case .object(let members) = value, members.count == 1, members[0].value == .object([]) else {
        return value
      }
      return .string(members[0].key)
    }
    var type = self
    type.encode = { [encode] in bare(encode($0)) }
    type.identity = { [identity] in bare(identity($0)) }
    return type
  }

  /// The name of the value's form with what `parameters` makes of it.
  private static func only(
    _ value: Value, _ forms: [Alternative<Value>],
    _ parameters: (Alternative<Value>) -> (Value) -> JSONValue?
  ) -> JSONValue {
    for form in forms {
      if let parameters = parameters(form)(value) {
        return .object([.init(form.name, parameters)])
      }
    }
    return .null
  }

  private static func schema(of category: String, _ forms: [Alternative<Value>]) -> JSONValue {
    let bare = forms.filter { $0.requiredKeys.isEmpty && !$0.needsValue }.map { JSONValue.string($0.name) }
    let names: [JSONValue] = bare.isEmpty ? [] : [["enum": .array(bare)]]
    let mappings = forms.map { form -> JSONValue in
      [
        "type": "object", "description": .string(form.documentation), "required": [.string(form.name)],
        "properties": .object([.init(form.name, form.schema)]), "additionalProperties": false,
      ]
    }
    return ["title": .string(category), "anyOf": .array(names + mappings)]
  }
}
