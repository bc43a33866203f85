import YAMLTree

extension YAMLNode {
  /// The node in one line of flow style, scalars as their text.
  package var flowText: String {
    switch content {
    case .scalar(let scalar): scalar.text
    case .sequence(let items): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.entries.map { "\($0.name): \($0.value.flowText)" }.joined(separator: ", ") + "}"
    }
  }
}
