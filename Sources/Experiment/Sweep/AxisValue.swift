import YAMLTree

/// A value of an axis: what it means, and how the file has it.
///
/// Values are equal where they mean the same: `0.10`, `0.1` and `1e-1` are one number, and `"0.1"` is a text.
/// Tables and legends show a value as the file has it.
package struct AxisValue: Sendable {
  /// What a value means. Keys of mappings have no order.
  indirect enum Meaning: Hashable, Sendable {
    case integer(Int)
    case real(Double)
    case boolean(Bool)
    case text(String)
    case list([Meaning])
    case mapping([String: Meaning])
  }

  let meaning: Meaning
  /// As the file has it, in one line; of lists and mappings in flow style.
  package let text: String

  package init(_ node: YAMLNode) {
    meaning = Meaning(node)
    text = node.flowText
  }

  package init(_ number: SweepNumber) {
    switch number {
    case .integer(let value): meaning = .integer(value)
    case .real(let value): meaning = Meaning(value)
    }
    text = number.text
  }

  /// The number that the value is, if it is one.
  package var number: Double? {
    switch meaning {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .boolean, .text, .list, .mapping: nil
    }
  }
}

extension AxisValue: Hashable {
  package static func == (a: AxisValue, b: AxisValue) -> Bool { a.meaning == b.meaning }
  package func hash(into hasher: inout Hasher) { hasher.combine(meaning) }
}

extension AxisValue.Meaning {
  fileprivate init(_ node: YAMLNode) {
    switch node.content {
    case .scalar:
      if let integer = node.integer {
        self = .integer(integer)
      } else if let real = node.real {
        self.init(real)
      } else if let boolean = node.boolean {
        self = .boolean(boolean)
      } else {
        self = .text(node.flowText)
      }
    case .sequence(let items): self = .list(items.map { Self($0) })
    case .mapping(let mapping):
      self = .mapping(
        Dictionary(mapping.entries.map { ($0.name, Self($0.value)) }) { first, _ in first })
    }
  }

  /// A whole number is the integer that it equals, as far as a `Double` tells integers apart.
  fileprivate init(_ real: Double) {
    self = real.magnitude < 0x1p53 && real == real.rounded() ? .integer(Int(real)) : .real(real)
  }
}
