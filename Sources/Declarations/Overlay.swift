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
  /// The keys that a mapping may have; `nil` where that is not known.
  package let knownKeys: [String]?
  private let parts: @Sendable (String) -> Overlay

  init(
    _ form: Form, knownKeys: [String]? = nil, parts: @escaping @Sendable (String) -> Overlay = { _ in .keys }
  ) {
    self.form = form
    self.knownKeys = knownKeys
    self.parts = parts
  }

  /// The path of the first key of a name within a node that is at a path, or of one that a mapping of the
  /// node might have; `nil` where there is none. `deep` says whether what the node does not have is looked
  /// into too.
  package func path(toKey name: String, in node: YAMLNode?, at path: String = "", deep: Bool = true)
    -> String?
  {
    if form == .whole { return nil }
    func inner(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    func find(_ key: String, _ node: YAMLNode?) -> String? {
      part(key).path(toKey: name, in: node, at: inner(key), deep: deep)
    }
    if case .sequence(let items)? = node?.content {
      return items.enumerated().lazy.compactMap { find("\($0)", $1) }.first
    }
    // A bare name is a choice with its parameters as they are.
    if isChoice, let choice = node?.scalar?.text, node?.referencedName == nil { return find(choice, nil) }
    let entries = node?.mapping?.entries ?? []
    if node?.mapping?[name] != nil || knownKeys?.contains(name) == true { return inner(name) }
    if let first = entries.lazy.compactMap({ find($0.name, $0.value) }).first { return first }
    guard deep else { return nil }
    let others = (knownKeys ?? []).filter { key in !entries.contains { $0.name == key } }
    return others.lazy.compactMap { find($0, nil) }.first
  }

  /// Whether the value is a choice among alternatives.
  package var isChoice: Bool {
    switch form {
    case .alternative: true
    case .keys, .whole: false
    }
  }

  /// Of mappings of any depth, key by key.
  package static let keys = Overlay(.keys)
  /// Of a value that is one whatever it is made of.
  package static let whole = Overlay(.whole)

  /// Of a mapping whose values are of types of their own.
  package static func keys(
    known keys: [String]? = nil, _ parts: @escaping @Sendable (String) -> Overlay
  ) -> Overlay {
    Overlay(.keys, knownKeys: keys, parts: parts)
  }

  /// How the value of a key goes over another one.
  package func part(_ key: String) -> Overlay { parts(key) }
}

extension Record {
  /// Key by key, each as its type says.
  package var overlay: Overlay {
    .keys(known: keys) { key in fields.first { $0.name == key }?.overlay ?? .keys }
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
  package var isExplicitNull: Bool { isNull && scalar?.text.isEmpty == false }
}
