import YAMLTree

/// How a value goes over the one in its place, where a file extends another one.
package struct Overlay: Sendable {
  enum Form: Sendable {
    /// Mappings key by key; all else is replaced.
    case keys
    /// A choice among alternatives: the parameters of one go over each other, another one replaces it.
    case alternative
    /// Replaced, whatever it is.
    case whole
  }

  let form: Form
  private let parts: @Sendable (String) -> Overlay

  init(_ form: Form, parts: @escaping @Sendable (String) -> Overlay = { _ in .keys }) {
    self.form = form
    self.parts = parts
  }

  /// Of mappings of any depth, key by key.
  package static let keys = Overlay(.keys)
  /// Of a value that is one whatever it is made of.
  package static let whole = Overlay(.whole)

  /// Of a mapping whose values are of types of their own.
  package static func keys(_ parts: @escaping @Sendable (String) -> Overlay) -> Overlay {
    Overlay(.keys, parts: parts)
  }

  /// How the value of a key goes over another one.
  package func part(_ key: String) -> Overlay { parts(key) }
}

extension Record {
  /// Key by key, each as its type says.
  package var overlay: Overlay {
    .keys { key in fields.first { $0.name == key }?.overlay ?? .keys }
  }
}

extension YAMLNode {
  /// The node over another one: what the other has beside it stays. An explicit `null` takes a key away.
  package func over(_ base: YAMLNode, _ overlay: Overlay) -> YAMLNode {
    guard overlay.form != .whole, let own = mapping, let other = base.mapping else { return self }
    if overlay.form == .alternative, own.entries.map(\.name) != other.entries.map(\.name) { return self }
    let removed = Set(own.entries.filter { $0.value.isExplicitNull }.map(\.name))
    var merged = YAMLMapping()
    for entry in other.entries where !removed.contains(entry.name) { merged.set(entry) }
    for entry in own.entries {
      guard let old = other[entry.name] else {
        merged.set(entry)
        continue
      }
      if removed.contains(entry.name) { continue }
      let value = entry.value.over(old, overlay.part(entry.name))
      merged.set(YAMLMapping.Entry(key: entry.key, name: entry.name, value: value))
    }
    var node = self
    node.content = .mapping(merged)
    return node
  }

  /// Whether the node is `null` or `~`, and not just nothing.
  private var isExplicitNull: Bool { isNull && scalar?.text.isEmpty == false }
}
