import YAMLTree

extension ValueType where Value == Int {
  package static func integer(_ bounds: Bounds<Int> = .any) -> ValueType {
    var type = ValueType(schema: bounds.schema(type: "integer") { .integer($0) }, encode: { .integer($0) }) {
      node, faults in
      if node.referencedName != nil { return nil }
      guard let value = node.integer else {
        faults.add(.wrongType(subject: faults.subject, expected: "an integer", found: node.summary), at: node)
        return nil
      }
      guard bounds.contains(value) else {
        faults.add(
          .outOfRange(subject: faults.subject, requirement: bounds.requirement, found: "\(value)"), at: node)
        return nil
      }
      return value
    }
    type.number = { number in
      guard case .integer(let value) = number, bounds.contains(value) else { return nil }
      return number
    }
    return type
  }
}

extension ValueType where Value == Double {
  /// A finite number.
  package static func real(_ bounds: Bounds<Double> = .any) -> ValueType {
    var type = ValueType(schema: bounds.schema(type: "number") { .real($0) }, encode: { .real($0) }) {
      node, faults in
      if node.referencedName != nil { return nil }
      guard let value = node.real else {
        faults.add(.wrongType(subject: faults.subject, expected: "a number", found: node.summary), at: node)
        return nil
      }
      guard value.isFinite else {
        faults.add(.outOfRange(subject: faults.subject, requirement: "finite", found: node.summary), at: node)
        return nil
      }
      guard bounds.contains(value) else {
        faults.add(
          .outOfRange(subject: faults.subject, requirement: bounds.requirement, found: node.summary), at: node
        )
        return nil
      }
      return value
    }
    type.number = { number in
      let value: Double
      switch number {
      case .integer(let integer): value = Double(integer)
      case .real(let real): value = real
      default: return nil
      }
      return value.isFinite && bounds.contains(value) ? .real(value) : nil
    }
    return type
  }
}

extension ValueType where Value == Bool {
  package static var boolean: ValueType {
    ValueType(schema: ["type": "boolean"], encode: { .boolean($0) }) { node, faults in
      if node.referencedName != nil { return nil }
      guard let value = node.boolean else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "true or false", found: node.summary), at: node)
        return nil
      }
      return value
    }
  }
}

extension ValueType where Value == String {
  /// Any text that is not empty.
  package static var string: ValueType { anyString }

  /// A name that can be a folder, a column or a `$reference`: letters, digits, `_`, `-`, `.`; not starting
  /// with a dot or a dash.
  package static var identifier: ValueType { identifierType }

  /// An identifier that every file system takes as the name of a file or folder: no dot at its end, and none
  /// of the devices that Windows finds in every folder.
  package static var fileName: ValueType {
    let devices = "[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]|[cC][oO][mM][0-9]|[lL][pP][tT][0-9]"
    let pattern = "^(?!(\(devices))([.]|$))[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$"
    return ValueType(
      schema: ["title": "name of a file", "type": "string", "pattern": .string(pattern)],
      encode: { .string($0) }
    ) {
      node, faults in
      guard let text = identifier.decode(node, &faults) else { return nil }
      guard text.last != "." else {
        faults.add(
          .invalidFileName(subject: faults.subject, name: text, reason: "a dot at its end"), at: node)
        return nil
      }
      let stem = text.prefix { $0 != "." }.lowercased()
      let isNumbered =
        stem.count == 4 && ["com", "lpt"].contains(stem.prefix(3)) && stem.last?.isNumber == true
      guard !isNumbered, !["con", "prn", "aux", "nul"].contains(stem) else {
        faults.add(
          .invalidFileName(subject: faults.subject, name: text, reason: "the name of a device"), at: node)
        return nil
      }
      return text
    }
  }

  /// One of a few names; `topic` is what the reference has them under, where it is not the key at hand.
  package static func name(
    of category: String, among legal: [String], topic: String? = nil
  ) -> ValueType {
    ValueType(schema: ["type": "string", "enum": .array(legal.map { .string($0) })], encode: { .string($0) })
    {
      node, faults in
      if node.referencedName != nil { return nil }
      guard let text = ValueType.string.decode(node, &faults) else { return nil }
      guard legal.contains(text) else {
        let key = faults.subject.contains(" ") ? nil : faults.subject
        faults.add(.unknownName(category: category, name: text, legal: legal, topic: topic ?? key), at: node)
        return nil
      }
      return text
    }
  }
}

// Made once: they read every key of a mapping, and a file can hold a million.
private let anyString = ValueType<String>(
  schema: ["type": ["string", "number", "boolean"]], encode: { .string($0) }
) { node, faults in
  guard let text = node.string, !node.isNull else {
    faults.add(.wrongType(subject: faults.subject, expected: "a string", found: node.summary), at: node)
    return nil
  }
  return text
}

private let identifierType = ValueType<String>(
  schema: ["title": "name", "type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]*$"],
  encode: { .string($0) }
) { node, faults in
  guard let text = ValueType.string.decode(node, &faults) else { return nil }
  let (dot, dash) = (UInt8(ascii: "."), UInt8(ascii: "-"))
  let isLegal = text.utf8.allSatisfy {
    $0.isLetterOrDigit || $0 == UInt8(ascii: "_") || $0 == dot || $0 == dash
  }
  guard isLegal, let first = text.utf8.first, first != dot, first != dash, text.utf8.count <= 100 else {
    faults.add(.invalidIdentifier(subject: faults.subject, name: text), at: node)
    return nil
  }
  return text
}

extension UInt8 {
  /// Whether the byte is one of the digits 0 to 9 in ASCII.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte is an ASCII letter or digit.
  var isLetterOrDigit: Bool {
    // The bit 0x20 tells a small letter from its capital.
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}

extension ValueType {
  /// One of some values, by their names.
  package static func named(
    _ category: String, _ values: [Value], _ name: @escaping @Sendable (Value) -> String
  ) -> ValueType {
    ValueType<String>.name(of: category, among: values.map(name)).compactMapped(
      { text in values.first { name($0) == text } }, name)
  }
}

extension ValueType where Value: CaseIterable & RawRepresentable & Sendable, Value.RawValue == String {
  /// One of an enumeration's cases, by its raw value.
  package static func choice(of category: String) -> ValueType {
    ValueType<String>.name(of: category, among: Value.allCases.map(\.rawValue)).compactMapped(
      { Value(rawValue: $0) }, \.rawValue)
  }
}

extension ValueType {
  /// One value, or a list of them.
  package static func oneOrMore<Element>(of element: ValueType<Element>) -> ValueType
  where Value == [Element] {
    let list = ValueType.list(of: element, count: .atLeast(1))
    var type = ValueType(
      schema: ["anyOf": [element.schema, list.schema]], encode: list.encode, identity: list.identity
    ) { node, faults in
      node.sequence == nil ? element.decode(node, &faults).map { [$0] } : list.decode(node, &faults)
    }
    type.part = { Int($0) == nil ? element.part($0) : list.part($0) }
    type.overlay = element.overlay
    return type
  }

  /// The type of values that keep the place where the file has them.
  package func located(_ path: WritableKeyPath<Value, YAMLNode?> & Sendable) -> ValueType {
    var type = self
    type.decode = { [decode] node, faults in
      guard var value = decode(node, &faults) else { return nil }
      value[keyPath: path] = node
      return value
    }
    return type
  }

  fileprivate func compactMapped<Other: Sendable>(
    _ wrap: @escaping @Sendable (Value) -> Other?, _ unwrap: @escaping @Sendable (Other) -> Value
  ) -> ValueType<Other> {
    ValueType<Other>(schema: schema, encode: { encode(unwrap($0)) }) { node, faults in
      decode(node, &faults).flatMap(wrap)
    }
  }

  /// A list; its faults name the list's field.
  package static func list<Element>(of element: ValueType<Element>, count bounds: Bounds<Int> = .any)
    -> ValueType
  where Value == [Element] {
    var type = ValueType(
      schema: .object(
        [.init("type", "array"), .init("items", element.schema)]
          + bounds.schema(ofCounts: ("minItems", "maxItems"))),
      encode: { .array($0.map(element.encode)) },
      identity: { .array($0.map(element.identity)) }
    ) { node, faults in
      if node.referencedName != nil { return nil }
      guard case .sequence(let items) = node.content else {
        faults.add(.wrongType(subject: faults.subject, expected: "a list", found: node.summary), at: node)
        return nil
      }
      guard bounds.contains(items.count) else {
        faults.add(
          .wrongCount(subject: faults.subject, requirement: bounds.requirement, found: items.count), at: node)
        return nil
      }
      let values = items.compactMap { element.decode($0, &faults) }
      return values.count == items.count ? values : nil
    }
    type.part = { Int($0) == nil ? nil : ValuePart(element) }
    return type
  }
}

extension ValueType {
  /// One value, or a list of them.
  package static func oneOrMore<Element>(of element: ValueType<Element>, count bounds: Bounds<Int>)
    -> ValueType
  where Value == [Element] {
    let list = ValueType.list(of: element, count: bounds)
    return ValueType(
      schema: ["anyOf": [element.schema, list.schema]],
      encode: { $0.count == 1 ? element.encode($0[0]) : list.encode($0) }
    ) { node, faults in
      node.sequence == nil ? element.decode(node, &faults).map { [$0] } : list.decode(node, &faults)
    }
  }
}
