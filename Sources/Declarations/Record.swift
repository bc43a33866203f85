import YAMLTree

/// A mapping with declared keys. `blank` holds the defaults (and stand-ins for required fields, which are
/// never seen: a record that lacks one is not decoded).
package struct Record<Value: Sendable>: Sendable {
  /// What messages call it: "the optimizer 'adam'", "the experiment".
  package var name: String
  package var documentation: String
  package var blank: Value
  package var fields: [Field<Value>]
  /// The key whose value may stand alone in place of the mapping: `dropout: 0.5`.
  package var bareKey: String?
  /// What its keys have to be together.
  let rule: RecordRule<Value>?
  /// Why it has not some keys that its like have.
  private let unfit: [String: String]

  package init(
    _ name: String, _ documentation: String, blank: Value, fields: [Field<Value>], bareKey: String? = nil,
    rule: RecordRule<Value>? = nil, unfit: [String: String] = [:]
  ) {
    self.name = name
    self.documentation = documentation + (bareKey.map { " A value alone is its '\($0)'." } ?? "")
    self.blank = blank
    self.fields = fields
    self.bareKey = bareKey
    self.rule = rule
    self.unfit = unfit
  }

  // Loops by index: the iterator of an array of a generic type is one too, and looked up whenever it is used.
  private func field(named name: String) -> Field<Value>? {
    for index in 0..<fields.count where fields[index].name == name { return fields[index] }
    return nil
  }

  // Closures, not key paths: those of a generic type are made anew whenever they are used.
  package var keys: [String] { fields.map { $0.name } }

  package var requiredKeys: [String] { fields.filter { $0.isRequired }.map { $0.name } }

  /// Reads every declared key, reports every other one. Keys of `others` are legal too, and left to somebody
  /// else.
  package func decode(_ node: YAMLNode, _ faults: inout Faults, besides others: [String] = []) -> Value? {
    guard case .mapping(let mapping) = node.content else {
      if let field = fields.first(where: { $0.name == bareKey }), case .scalar = node.content {
        var value = blank
        return faults.reading(field.name) { field.decode(node, &value, &$0) } ? value : nil
      }
      faults.add(.wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
      return nil
    }
    var value = blank
    var isComplete = true
    for entry in mapping.entries {
      let key = entry.name
      guard let field = field(named: key) else {
        if !others.contains(key) {
          faults.add(
            unfit[key].map { .unfitKey(key: key, owner: name, reason: $0) }
              ?? .unknownKey(key: key, owner: name, legal: keys + others), at: entry.key)
          isComplete = false
        }
        continue
      }
      if !faults.reading(key, { field.decode(entry.value, &value, &$0) }) { isComplete = false }
    }
    for index in 0..<fields.count where fields[index].isRequired && mapping[fields[index].name] == nil {
      faults.add(.missingKey(key: fields[index].name, owner: name), at: node)
      isComplete = false
    }
    guard isComplete else { return nil }
    if let rule, let requirement = rule.broken(value) {
      let place = mapping[rule.key] ?? node
      faults.add(
        .outOfRange(subject: rule.key, requirement: requirement, found: place.summary), at: place)
      return nil
    }
    return value
  }

  /// Every field with its value, defaults included; absent options left out.
  package func encode(_ value: Value) -> JSONValue {
    members { $0.encode(value) }
  }

  /// The fields that decide what comes of a value and are not as they are by default.
  package func identity(_ value: Value) -> JSONValue {
    members { $0.identity(value, blank) }
  }

  /// An object of what is there of each field.
  private func members(_ part: (Field<Value>) -> JSONValue) -> JSONValue {
    var members: [JSONValue.Member] = []
    for index in 0..<fields.count {
      let value = part(fields[index])
      if value != .null { members.append(JSONValue.Member(fields[index].name, value)) }
    }
    return .object(members)
  }

  /// The schema of each field.
  package var properties: [JSONValue.Member] { fields.map { .init($0.name, $0.schema(blank)) } }

  package var schema: JSONValue {
    let mapping = JSONValue.schema(name, documentation, properties: properties, required: requiredKeys)
    guard let key = fields.first(where: { $0.name == bareKey })?.schema(blank).withoutReferences,
      let bare = key["type"] == nil ? key["anyOf"]?.elements.first(where: \.isScalar) : key,
      let type = bare["type"]
    else { return mapping }
    // The rules for the keys of a mapping and those for a scalar do not touch each other.
    let bounds = bare.members.filter { !["type", "description", "default"].contains($0.key) }
    return .object(
      mapping.members.map { $0.key == "type" ? .init("type", ["object", type]) : $0 } + bounds)
  }

  package var type: ValueType<Value> {
    var type = ValueType(schema: schema, encode: { encode($0) }, identity: { identity($0) }) { node, faults in
      node.referencedName == nil ? decode(node, &faults) : nil
    }
    type.part = { part(at: [$0]) }
    type.overlay = overlay
    return type
  }
}

/// What a key of a record has to be, given the others.
package struct RecordRule<Value: Sendable>: Sendable {
  /// The key that is to blame.
  let key: String
  /// What it has to be, where it is not: "more than 1".
  let broken: @Sendable (Value) -> String?

  package init(_ key: String, broken: @escaping @Sendable (Value) -> String?) {
    self.key = key
    self.broken = broken
  }
}

/// One key of a record: its name, type, default and line of documentation, declared once.
package struct Field<Owner: Sendable>: Sendable {
  package var name: String
  package var isRequired: Bool
  package var decode: @Sendable (YAMLNode, inout Owner, inout Faults) -> Bool
  package var encode: @Sendable (Owner) -> JSONValue
  /// The field's part in the identity of the first value; `null` where it has none, for it is that of the
  /// second, the record's blank value, or only observes.
  package var identity: @Sendable (Owner, Owner) -> JSONValue
  /// Sets the field of the second value to that of the first.
  package var copy: @Sendable (Owner, inout Owner) -> Void
  var schema: @Sendable (Owner) -> JSONValue
  /// What the value has to be.
  let part: ValuePart
  let overlay: Overlay

  /// A key that may be left out, for `nil`.
  package init<Value: Sendable>(
    _ name: String, _ path: WritableKeyPath<Owner, Value?> & Sendable, _ type: ValueType<Value>,
    observes: Bool = false, _ documentation: String
  ) {
    self.init(name, path, type.optional, observes: observes, documentation)
  }

  /// An optional key, whose default is the record's blank value, or a required one. One that `observes`
  /// decides what is measured or written down, and nothing of what is computed.
  package init<Value: Sendable>(
    _ name: String, _ path: WritableKeyPath<Owner, Value> & Sendable, _ type: ValueType<Value>,
    required: Bool = false, observes: Bool = false, _ documentation: String
  ) {
    self.name = name
    isRequired = required
    part = ValuePart(type)
    overlay = type.overlay
    decode = { node, owner, faults in
      guard let value = type.decode(node, &faults) else { return false }
      owner[keyPath: path] = value
      return true
    }
    encode = { type.encode($0[keyPath: path]) }
    identity = { owner, blank in
      let value = owner[keyPath: path]
      if observes || !required && type.encode(value) == type.encode(blank[keyPath: path]) { return .null }
      return type.identity(value)
    }
    copy = { $1[keyPath: path] = $0[keyPath: path] }
    schema = { blank in
      let annotation: [JSONValue.Member] = [.init("description", .string(documentation))]
      let standard = type.encode(blank[keyPath: path])
      let preset: [JSONValue.Member] = required || standard == .null ? [] : [.init("default", standard)]
      guard case .object(let members) = type.schema else { return type.schema }
      return .object(annotation + preset + members.filter { $0.key != "description" })
    }
  }
}

extension Field {
  private init(
    _ name: String, isRequired: Bool, part: ValuePart, overlay: Overlay,
    decode: @escaping @Sendable (YAMLNode, inout Owner, inout Faults) -> Bool,
    encode: @escaping @Sendable (Owner) -> JSONValue,
    identity: @escaping @Sendable (Owner, Owner) -> JSONValue,
    copy: @escaping @Sendable (Owner, inout Owner) -> Void, schema: @escaping @Sendable (Owner) -> JSONValue
  ) {
    self.name = name
    self.isRequired = isRequired
    self.part = part
    self.overlay = overlay
    self.decode = decode
    self.encode = encode
    self.identity = identity
    self.copy = copy
    self.schema = schema
  }

  /// The same key of a record whose values keep this one's owner at a path: keys that several records have
  /// are declared once.
  package func within<Outer: Sendable>(_ path: WritableKeyPath<Outer, Owner> & Sendable) -> Field<Outer> {
    Field<Outer>(
      name, isRequired: isRequired, part: part, overlay: overlay,
      decode: { [decode] in decode($0, &$1[keyPath: path], &$2) },
      encode: { [encode] in encode($0[keyPath: path]) },
      identity: { [identity] in identity($0[keyPath: path], $1[keyPath: path]) },
      copy: { [copy] in copy($0[keyPath: path], &$1[keyPath: path]) },
      schema: { [schema] in schema($0[keyPath: path]) })
  }

  /// The same key where it may not be left out.
  package var required: Field {
    var field = self
    field.isRequired = true
    return field
  }

  /// The same key with words for what it is where it stands.
  package func documented(_ documentation: String) -> Field {
    var field = self
    field.schema = { [schema] blank in
      guard case .object(let members) = schema(blank) else { return schema(blank) }
      return .object(
        [.init("description", .string(documentation))] + members.filter { $0.key != "description" })
    }
    return field
  }
}
