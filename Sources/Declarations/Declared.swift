/// A type whose values are one of the alternatives that a file may choose among: a bare name, or
/// `name: {parameters}`.
package protocol Declared: Sendable {
  /// The name in files.
  static var name: String { get }
  /// How the values are read, written and described.
  static var form: Alternative<Self> { get }
}

/// One whose parameters are the fields of a record.
package protocol DeclaredByRecord: Declared {
  static var record: Record<Self> { get }
}

extension DeclaredByRecord {
  package static var form: Alternative<Self> { Alternative(name, record) }
}

extension ValueType {
  /// A value of one of some types; `Value` is a protocol that all of them conform to, as `any Layer`.
  ///
  /// (A list of types of another protocol is given as `types.map { $0 }`: converted as a whole, it would ask
  /// the runtime which protocols each of them conforms to, at every start of the program.)
  package static func oneOf(_ category: String, _ types: [any Declared.Type]) -> ValueType {
    alternatives(category, types.map { $0.form(as: Value.self) }) {
      (type(of: $0 as Any) as? any Declared.Type)?.name
    }
  }
}

extension Declared {
  /// The form of a value that is kept as one of a protocol's.
  fileprivate static func form<Value: Sendable>(as _: Value.Type) -> Alternative<Value> {
    Alternative(name, of: { form }, wrap: { $0 as? Value }, unwrap: { $0 as? Self })
  }
}
