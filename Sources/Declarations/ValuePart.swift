import YAMLTree

/// What a value inside another one has to be, where it is right or wrong by itself, whatever is beside it:
/// the learning rate of an optimizer, and not the rows of a table, which have to be of one length.
package struct ValuePart: Sendable {
  /// Whether a value is right. What is wrong with it is told where the whole is read.
  package let accepts: @Sendable (YAMLNode) -> Bool
  private let part: @Sendable (String) -> ValuePart?

  init<Value>(_ type: ValueType<Value>) { self.init(decode: type.decode, part: type.part) }

  init<Value>(_ record: Record<Value>) {
    self.init(decode: { record.decode($0, &$1) }, part: { record.part(at: [$0]) })
  }

  private init<Value>(
    decode: @escaping @Sendable (YAMLNode, inout Faults) -> Value?,
    part: @escaping @Sendable (String) -> ValuePart?
  ) {
    accepts = { node in
      var faults = Faults()
      return decode(node, &faults) != nil && faults.isEmpty
    }
    self.part = part
  }

  /// The part of it at a path; `nil` where that is not known.
  package func part(at path: some Sequence<String>) -> ValuePart? {
    path.reduce(Optional(self)) { found, key in found.flatMap { $0.part(key) } }
  }
}

extension Record {
  /// What a value at a path within the record has to be; `nil` where that is not known.
  package func part(at path: [String]) -> ValuePart? {
    path.first.flatMap { key in fields.first { $0.name == key } }?.part.part(at: path.dropFirst())
  }
}
