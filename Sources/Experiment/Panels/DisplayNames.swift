import Declarations

/// What legends and captions call values: `names: {relu: ReLU}`.
package struct DisplayNames: Sendable, Equatable {
  private let names: [Named<String>]
  private let byValue: [String: String]

  package init() { self.init([]) }

  private init(_ names: [Named<String>]) {
    self.names = names
    byValue = Dictionary(names.map { ($0.name, $0.value) }) { first, _ in first }
  }

  private static let mapping = ValueType<[Named<String>]>.mapping(of: .string, names: .string)

  static let type = ValueType<DisplayNames>(
    schema: mapping.schema, encode: { mapping.encode($0.names) },
    decode: { node, faults in mapping.decode(node, &faults).map(DisplayNames.init) })

  package var isEmpty: Bool { names.isEmpty }

  /// The declared name of a value as the file has it; `nil` where there is none.
  package subscript(_ value: String) -> String? { byValue[value] }

  /// Every name is that of a value that there is.
  func check(against values: [String], _ faults: inout Faults) {
    let legal = Set(values)
    for name in names where !legal.contains(name.name) {
      faults.add(.unknownName(category: "value", name: name.name, legal: values), at: name.key)
    }
  }
}
