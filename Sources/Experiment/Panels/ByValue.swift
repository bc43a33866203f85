import Declarations

/// Something for each of some values of axes, or for classes: `names: {relu: ReLU}`, `colors: {0.1: red}`.
///
/// A value is meant by what it is: a name for `0.1` is one for a `0.10` in the file too.
package struct ByValue<Element: Sendable & Equatable>: Sendable, Equatable {
  private let entries: [Named<Element>]
  private let byText: [String: Element]
  private let byValue: [AxisValue: Element]

  package init() { self.init([]) }

  private init(_ entries: [Named<Element>]) {
    self.entries = entries
    byText = Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
    byValue = Dictionary(entries.map { (AxisValue($0.key), $0.value) }) { first, _ in first }
  }

  static func type(of element: ValueType<Element>) -> ValueType<ByValue> {
    let mapping = ValueType<[Named<Element>]>.mapping(of: element, names: .string)
    return ValueType(
      schema: mapping.schema, encode: { mapping.encode($0.entries) },
      decode: { node, faults in mapping.decode(node, &faults).map(ByValue.init) })
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// What is declared for a text as the file has it, as the name of a class or column; `nil` for nothing.
  package subscript(_ text: String) -> Element? { byText[text] }

  /// What is declared for a value; `nil` for nothing.
  package subscript(_ value: AxisValue) -> Element? { byText[value.text] ?? byValue[value] }

  /// Every entry is for a value, or a text, that there is.
  func check(against values: [AxisValue] = [], _ texts: [String] = [], _ faults: inout Faults) {
    let legal = Set(values.map(\.text) + texts)
    let known = Set(values)
    for entry in entries where !legal.contains(entry.name) && !known.contains(AxisValue(entry.key)) {
      faults.add(
        .unknownName(category: "value", name: entry.name, legal: values.map(\.text) + texts), at: entry.key)
    }
  }
}

/// What legends and captions call values.
package typealias DisplayNames = ByValue<String>

extension ByValue where Element == String {
  static var type: ValueType<DisplayNames> { type(of: .string) }
}
