import YAMLTree

/// A value of a mapping whose keys the file chooses, under its name.
package struct Named<Value: Sendable>: Sendable {
  package var name: String
  package var value: Value
  /// Where its name stands, for faults.
  package let key: YAMLNode
}

extension Named: Equatable where Value: Equatable {
  package static func == (a: Named, b: Named) -> Bool { a.name == b.name && a.value == b.value }
}

extension ValueType {
  /// A mapping from names of the file's own choice, in its order; `name` is how those are read.
  package static func mapping<Element>(
    of element: ValueType<Element>, names name: ValueType<String> = .symbol, count bounds: Bounds<Int> = .any
  ) -> ValueType where Value == [Named<Element>] {
    ValueType(
      schema: .object(
        [
          .init("type", "object"), .init("propertyNames", name.schema),
          .init("additionalProperties", element.schema),
        ] + bounds.schema(ofCounts: ("minProperties", "maxProperties"))),
      encode: { .object($0.map { JSONValue.Member($0.name, element.encode($0.value)) }) },
      decode: { node, faults in
        guard let mapping = node.mapping else {
          faults.add(
            .wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
          return nil
        }
        guard bounds.contains(mapping.entries.count) else {
          faults.add(
            .wrongCount(
              subject: faults.subject, requirement: bounds.requirement, found: mapping.entries.count),
            at: node)
          return nil
        }
        let nameSubject = "a name in \(faults.subject)"
        let values = mapping.entries.compactMap { entry -> Named<Element>? in
          let isNamed = faults.reading(nameSubject) { name.decode(entry.key, &$0) != nil }
          let value = faults.reading(entry.name) { element.decode(entry.value, &$0) }
          return isNamed ? value.map { Named(name: entry.name, value: $0, key: entry.key) } : nil
        }
        return values.count == mapping.entries.count ? values : nil
      })
  }
}

extension ValueType where Value == String {
  /// A name that expressions can use: letters, digits and `_`, not starting with a digit.
  package static var symbol: ValueType { symbolType }
}

private let symbolType = ValueType<String>(
  schema: ["title": "name", "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"], encode: { .string($0) }
) { node, faults in
  guard let text = ValueType.string.decode(node, &faults) else { return nil }
  let isLegal = text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
  guard isLegal, let first = text.utf8.first, !first.isDigit, text.utf8.count <= 100 else {
    faults.add(.invalidSymbol(subject: faults.subject, name: text), at: node)
    return nil
  }
  return text
}
