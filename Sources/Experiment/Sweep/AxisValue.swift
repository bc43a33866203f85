import Declarations
import Sampling
import YAMLTree

/// A value of an axis: what it means, and how tables and legends show it.
///
/// Values are equal where they mean the same: `0.10`, `0.1` and `1e-1` are one number, and `"0.1"` is a text.
/// A value is shown as the file has it, or by the label that the file gives it; a list or mapping in short.
package struct AxisValue: Sendable {
  /// What a value means. Keys of mappings have no order.
  enum Meaning: Hashable, Sendable {
    case integer(Int)
    case real(Double)
    case boolean(Bool)
    case text(String)
    case list([Meaning])
    case mapping([String: Meaning])
  }

  let meaning: Meaning
  /// What tables and legends show, in one line.
  package let text: String
  /// Whether the text is a name for the value, and not how the file writes it.
  let isNamed: Bool

  /// The value of a node, with a label where the file gives it one.
  package init(_ node: YAMLNode, label: String? = nil) {
    meaning = Meaning(node)
    text = label ?? node.shortText
    isNamed = label != nil || node.scalar == nil
  }

  package init(_ number: SweepNumber) {
    switch number {
    case .integer(let value): meaning = .integer(value)
    case .real(let value): meaning = Meaning(value)
    }
    text = number.text
    isNamed = false
  }

  /// Of a number that is drawn or computed: what a node with its text would give.
  init(_ number: WrittenNumber) {
    meaning = number.integer.map { .integer($0) } ?? Meaning(number.value)
    text = number.text
    isNamed = false
  }

  init(text: String) { (meaning, self.text, isNamed) = (.text(text), text, false) }

  init(_ boolean: Bool) { (meaning, text, isNamed) = (.boolean(boolean), "\(boolean)", false) }

  /// The number that the value is shown as, if it is one.
  package var number: Double? {
    switch meaning {
    case .integer(let value) where !isNamed: Double(value)
    case .real(let value) where !isNamed: value
    default: nil
    }
  }

  /// The value as JSON: a number or truth value as such, all else as it is shown.
  package var json: JSONValue {
    if isNamed { return .string(text) }
    return switch meaning {
    case .integer(let value): .integer(value)
    case .real(let value) where value.isFinite: .real(value)
    case .boolean(let value): .boolean(value)
    default: .string(text)
    }
  }

  /// Whether a condition that names `other` means this value: by what it is, or by its label.
  package func isMeant(by other: AxisValue) -> Bool {
    self == other || isNamed && other.meaning == .text(text)
  }
}

extension AxisValue {
  /// How sentences call what has some values of axes: "activation=relu hidden=64". An axis that does not
  /// apply is left out.
  package static func title(of values: some Sequence<(name: String, value: AxisValue?)>) -> String {
    values.compactMap { name, value in value.map { "\(name)=\($0.text)" } }.joined(separator: " ")
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
