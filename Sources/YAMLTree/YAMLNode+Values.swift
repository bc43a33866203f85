// A scalar has no type of its own: each of these properties resolves it by the type that the reader expects,
// so `no`, `on` and `1:30` are strings where a string is expected and mistakes where a number is.
extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let nodes) = content { nodes } else { nil }
  }

  package var mapping: YAMLMapping? {
    if case .mapping(let mapping) = content { mapping } else { nil }
  }

  /// Whether the node is `null`, `~` or nothing at all.
  package var isNull: Bool { scalar?.isNull ?? false }
  /// `true` or `false`, and no other spelling.
  package var boolean: Bool? { scalar?.boolean }
  /// Decimal digits with an optional sign that fit an `Int`; `1e3`, `1_000`, `0x10` and `"5"` are not
  /// integers.
  package var integer: Int? { scalar?.integer }
  /// A decimal number (`1`, `-2.`, `.5`, `1e-3`), or `.inf`, `-.inf`, `.nan`, which a range has to refuse.
  package var real: Double? { scalar?.real }
  /// The text of any scalar but one that is absent (`name:` with nothing behind it) or tagged as another
  /// type.
  package var string: String? { scalar?.string }

  /// The node in the words of a diagnostic: `a mapping`, `a list`, `nothing`, `'text'`.
  package var summary: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar):
      if scalar.text.isEmpty, scalar.isPlain {
        "nothing"
      } else if scalar.isPlain {
        quoted(scalar.text)
      } else {
        "the string \(quoted(scalar.text))"
      }
    }
  }
}

extension YAMLScalar {
  /// Whether the scalar may be read as a type other than string.
  private func mayBe(_ types: YAMLTag...) -> Bool {
    if let tag { types.contains(tag) } else { isPlain }
  }

  package var isNull: Bool {
    mayBe(.null) && ["", "~", "null", "Null", "NULL"].contains(text)
  }

  package var boolean: Bool? {
    guard mayBe(.boolean) else { return nil }
    return switch text {
    case "true": true
    case "false": false
    default: nil
    }
  }

  package var integer: Int? {
    guard mayBe(.integer) else { return nil }
    // `Int.init` takes exactly an optional sign and ASCII digits.
    return Int(text)
  }

  package var real: Double? {
    guard mayBe(.real, .integer) else { return nil }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: return Self.isDecimal(text) ? Double(text) : nil
    }
  }

  package var string: String? {
    switch tag {
    case .string: text
    case .integer, .real, .boolean, .null: nil
    case nil: isPlain && text.isEmpty ? nil : text
    }
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, as YAML 1.2 section 10.3.2 has it.
  /// `Double.init` takes more: hexadecimals, `inf`, `nan`.
  private static func isDecimal(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      func skip(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard position < bytes.count, isWanted(bytes[position]) else { return false }
        position += 1
        return true
      }
      func sign() { _ = skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } }
      func digits() -> Bool {
        let start = position
        while skip({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {}
        return position > start
      }
      sign()
      let whole = digits()
      let fraction = skip { $0 == UInt8(ascii: ".") } && digits()
      guard whole || fraction else { return false }
      if skip({ $0 | 0x20 == UInt8(ascii: "e") }) {
        sign()
        guard digits() else { return false }
      }
      return position == bytes.count
    }
  }
}

extension YAMLNode {
  /// The first value within the node, or itself, that is meant, in the order of the file.
  package func firstPart(where isMeant: (YAMLNode) -> Bool) -> YAMLNode? {
    if isMeant(self) { return self }
    let parts: [YAMLNode] =
      switch content {
      case .scalar: []
      case .sequence(let items): items
      case .mapping(let mapping): mapping.entries.map(\.value)
      }
    for part in parts {
      if let found = part.firstPart(where: isMeant) { return found }
    }
    return nil
  }
}
