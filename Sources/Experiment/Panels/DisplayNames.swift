import Declarations

/// What legends and captions call values: `names: {relu: ReLU}`.
package struct DisplayNames: Sendable, Equatable {
  private var names: [Named<String>]

  package init() { names = [] }

  private init(_ names: [Named<String>]) { self.names = names }

  private static let mapping = ValueType<[Named<String>]>.mapping(of: .string, names: .string)

  static let type = ValueType<DisplayNames>(
    schema: mapping.schema, encode: { mapping.encode($0.names) },
    decode: { node, faults in mapping.decode(node, &faults).map(DisplayNames.init) })

  package var isEmpty: Bool { names.isEmpty }

  /// The declared name of a value as the file has it; `nil` where there is none.
  package subscript(_ value: String) -> String? { names.first { $0.name == value }?.value }

  /// Every name is that of a value that there is.
  func check(against values: [String], _ faults: inout Faults) {
    for name in names where !values.contains(name.name) {
      faults.add(.unknownName(category: "value", name: name.name, legal: values), at: name.key)
    }
  }
}
