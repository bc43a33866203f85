/// A value of one of the types that conform to a protocol, a list of such values, or none: equal to another
/// where types and values are. With it, a struct that has such a property is `Equatable` by itself.
@propertyWrapper
package struct AnyValue<Value: Sendable>: Sendable, Equatable {
  package var wrappedValue: Value

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  package static func == (a: AnyValue, b: AnyValue) -> Bool {
    if let x = a.wrappedValue as? any Absence, x.isAbsent {
      return (b.wrappedValue as? any Absence)?.isAbsent == true
    }
    if let x = a.wrappedValue as? any Equatable { return x.isEqual(to: b.wrappedValue) }
    guard let x = a.wrappedValue as? [any Equatable], let y = b.wrappedValue as? [any Equatable] else {
      return false
    }
    return x.count == y.count && zip(x, y).allSatisfy { $0.isEqual(to: $1) }
  }
}

/// What may be `nil`.
private protocol Absence {
  var isAbsent: Bool { get }
}

extension Optional: Absence {
  fileprivate var isAbsent: Bool { if case .none = self { true } else { false } }
}

extension Equatable {
  /// Whether another value is of the same type and equal.
  package func isEqual(to other: Any) -> Bool { (other as? Self) == self }
}
