import YAMLTree

/// What a value inside another one has to be, where it is right or wrong by itself, whatever is beside it:
/// the learning rate of an optimizer, and not the rows of a table, which have to be of one length.
package struct ValuePart: Sendable {
  /// Whether a value is right. What is wrong with it is told where the whole is read.
  package let accepts: @Sendable (YAMLNode) -> Bool
  /// The canonical form of a number; `nil` of one that is wrong. There is none where no number is right by
  /// itself.
  package let number: (@Sendable (JSONValue) -> JSONValue?)?
  /// What the value is by default: by itself, and as a part of all that is around it.
  package private(set) var presets: [JSONValue] = []
  private let part: @Sendable (String) -> ValuePart?

  init<Value>(_ type: ValueType<Value>) {
    self.init(decode: type.decode, number: type.number, part: type.part)
  }

  init<Value>(_ record: Record<Value>) {
    self.init(decode: { record.decode($0, &$1) }, number: nil, part: { record.part(at: [$0]) })
  }

  private init<Value>(
    decode: @escaping @Sendable (YAMLNode, inout Faults) -> Value?,
    number: (@Sendable (JSONValue) -> JSONValue?)?, part: @escaping @Sendable (String) -> ValuePart?
  ) {
    accepts = { node in
      var faults = Faults()
      return decode(node, &faults) != nil && faults.isEmpty
    }
    self.number = number
    self.part = part
  }

  /// The part of it at a path; `nil` where that is not known.
  package func part(at path: some Sequence<String>) -> ValuePart? {
    path.reduce(Optional(self)) { found, key in
      guard let found, var inner = found.part(key) else { return nil }
      inner.presets += found.presets.compactMap { $0.child(key) }
      return inner
    }
  }

  fileprivate func preset(by value: JSONValue) -> ValuePart {
    var part = self
    part.presets.append(value)
    return part
  }
}

extension Record {
  /// What a value at a path within the record has to be; `nil` where that is not known.
  package func part(at path: [String]) -> ValuePart? {
    // With a rule, a key is right or wrong with others.
    guard rule == nil else { return nil }
    return path.first.flatMap { key in fields.first { $0.name == key } }
      .flatMap { $0.part.preset(by: $0.encode(blank)).part(at: path.dropFirst()) }
  }
}

extension JSONValue {
  /// The value of a key, or at a place of an array.
  fileprivate func child(_ key: String) -> JSONValue? {
    switch self {
    case .object(let members): members.first { $0.key == key }?.value
    case .array(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
    default: nil
    }
  }
}
