import Synchronization
import YAMLTree

/// One of the forms that a value may take: a bare name, or `name: {parameters}`.
package struct Alternative<Value: Sendable>: Sendable {
  package var name: String
  /// Reads the parameters; `nil` stands for a bare name.
  let decode: @Sendable (YAMLNode?, inout Faults) -> Value?
  /// The parameters, where the value is of this form.
  let encode: @Sendable (Value) -> JSONValue?
  /// The parameters that are not as they are by default, where the value is of this form.
  let identity: @Sendable (Value) -> JSONValue?
  /// What else there is to say of it.
  private let traits: Deferred<FormTraits>

  /// A form without parameters.
  package init(_ name: String, _ value: Value, _ documentation: String) where Value: Equatable {
    self.init(
      name, decode: { _, _ in value }, encode: { $0 == value ? .object([]) : nil },
      identity: { $0 == value ? .object([]) : nil }
    ) {
      FormTraits(documentation: documentation)
    }
  }

  /// A form whose parameters are a record, or one without parameters where that has no fields.
  package init(_ name: String, _ record: Record<Value>) {
    self.init(name, record, wrap: { $0 }, unwrap: { $0 })
  }

  /// A form whose parameters are a record, or one without parameters where that has no fields.
  package init<Payload: Sendable>(
    _ name: String, _ record: Record<Payload>, wrap: @escaping @Sendable (Payload) -> Value,
    unwrap: @escaping @Sendable (Value) -> Payload?
  ) {
    self.init(
      name,
      decode: { node, faults in
        guard let node else { return wrap(record.blank) }
        return record.decode(node, &faults).map(wrap)
      },
      encode: { unwrap($0).map(record.encode) }, identity: { unwrap($0).map(record.identity) }
    ) {
      record.fields.isEmpty ? FormTraits(documentation: record.documentation) : FormTraits(record)
    }
  }

  /// A form with one value behind its name: `values: [1, 2, 3]`.
  package init<Payload: Sendable>(
    _ name: String, _ documentation: String, _ type: ValueType<Payload>,
    wrap: @escaping @Sendable (Payload) -> Value,
    unwrap: @escaping @Sendable (Value) -> Payload?
  ) {
    self.init(
      name, decode: { node, faults in node.flatMap { type.decode($0, &faults) }.map(wrap) },
      encode: { unwrap($0).map(type.encode) }, identity: { unwrap($0).map(type.identity) }
    ) {
      FormTraits(documentation, type)
    }
  }

  /// A form of another type, for values that `unwrap` finds to be of that one; `wrap` finds a place for every
  /// value of it. It is made where it is first asked for: a file has few of the forms that there are.
  init<Other: Sendable>(
    _ name: String, of form: @escaping @Sendable () -> Alternative<Other>,
    wrap: @escaping @Sendable (Other) -> Value?, unwrap: @escaping @Sendable (Value) -> Other?
  ) {
    let form = Deferred(form)
    self.init(
      name, decode: { node, faults in form.value.decode(node, &faults).flatMap(wrap) },
      encode: { unwrap($0).flatMap { form.value.encode($0) } },
      identity: { unwrap($0).flatMap { form.value.identity($0) } }
    ) {
      form.value.traits.value
    }
  }

  private init(
    _ name: String, decode: @escaping @Sendable (YAMLNode?, inout Faults) -> Value?,
    encode: @escaping @Sendable (Value) -> JSONValue?, identity: @escaping @Sendable (Value) -> JSONValue?,
    traits: @escaping @Sendable () -> FormTraits
  ) {
    self.name = name
    self.decode = decode
    self.encode = encode
    self.identity = identity
    self.traits = Deferred(traits)
  }
}

extension Alternative {
  package var documentation: String { traits.value.documentation }
  /// The keys that a bare name would leave out; empty where the name alone will do.
  var requiredKeys: [String] { traits.value.requiredKeys }
  var hasParameters: Bool { traits.value.hasParameters }
  /// Whether there is one value behind the name that cannot be left out.
  var needsValue: Bool { traits.value.needsValue }
  /// The schema of the parameters.
  var schema: JSONValue { traits.value.schema() }
  /// What the parameters have to be, where there are some.
  fileprivate var part: ValuePart? { traits.value.part }
  /// How the parameters go over those of another value of this form.
  fileprivate var overlay: Overlay { traits.value.overlay }
}

/// What there is to say of a form whatever its values are.
private struct FormTraits: Sendable {
  let documentation: String
  var requiredKeys: [String] = []
  var hasParameters = true
  var needsValue = false
  var schema: @Sendable () -> JSONValue
  var part: ValuePart?
  var overlay = Overlay.keys

  /// Without parameters.
  init(documentation: String) {
    self.documentation = documentation
    hasParameters = false
    schema = { ["type": ["object", "null"], "additionalProperties": false] }
  }

  /// With those of a record.
  init<Payload>(_ record: Record<Payload>) {
    documentation = record.documentation
    requiredKeys = record.requiredKeys
    schema = { record.schema }
    part = ValuePart(record)
    overlay = record.overlay
  }

  /// With one value.
  init<Payload>(_ documentation: String, _ type: ValueType<Payload>) {
    self.documentation = documentation
    needsValue = true
    schema = { type.schema }
    part = ValuePart(type)
    overlay = type.overlay
  }
}

/// A value that is made where it is first asked for.
private final class Deferred<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    if let value = made.withLock({ $0 }) { return value }
    // Made outside of the lock: what it is made of may ask for it. Two threads make the same.
    let value = make()
    return made.withLock { made in
      if let made { return made }
      made = value
      return value
    }
  }
}

extension ValueType {
  /// Alternatives are one-key mappings, or a bare name where every parameter has a default.
  package static func alternatives(_ category: String, _ forms: [Alternative<Value>]) -> ValueType {
    alternatives(category, forms) { _ in nil }
  }

  /// Alternatives where `name` may know the form of a value by its name.
  static func alternatives(
    _ category: String, _ forms: [Alternative<Value>], name: @escaping @Sendable (Value) -> String?
  ) -> ValueType {
    let places = Dictionary(forms.enumerated().map { ($1.name, $0) }) { first, _ in first }
    @Sendable func candidates(_ value: Value) -> Range<Int> {
      guard let place = name(value).flatMap({ places[$0] }) else { return 0..<forms.count }
      return place..<place + 1
    }
    var type = ValueType(
      schema: schema(of: category, forms), encode: { only($0, forms, candidates($0), { $0.encode }) },
      identity: { only($0, forms, candidates($0), { $0.identity }) }
    ) { node, faults in
      if node.referencedName != nil { return nil }
      switch node.content {
      case .scalar(let scalar) where !scalar.isNull:
        guard let form = find(scalar.text, category, forms, places, at: node, &faults) else { return nil }
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
        guard let form = find(entry.name, category, forms, places, at: entry.key, &faults) else { return nil }
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
    type.alternativeNames = forms.map(\.name)
    type.part = { name in forms.first { $0.name == name }?.part }
    type.overlay = Overlay(.alternative) { name in forms.first { $0.name == name }?.overlay ?? .keys }
    return type
  }

  private static func find(
    _ name: String, _ category: String, _ forms: [Alternative<Value>], _ places: [String: Int],
    at node: YAMLNode, _ faults: inout Faults
  ) -> Alternative<Value>? {
    if let place = places[name] { return forms[place] }
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
    _ value: Value, _ forms: [Alternative<Value>], _ candidates: Range<Int>,
    _ parameters: (Alternative<Value>) -> (Value) -> JSONValue?
  ) -> JSONValue {
    for place in candidates {
      if let parameters = parameters(forms[place])(value) {
        return .object([.init(forms[place].name, parameters)])
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
