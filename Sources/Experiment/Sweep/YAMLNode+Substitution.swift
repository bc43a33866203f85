import Declarations
import YAMLTree

extension YAMLNode {
  /// Every `$name` below this node, with its place.
  var references: [(name: String, node: YAMLNode)] {
    if let name = referencedName { return [(name, self)] }
    return switch content {
    case .scalar: []
    case .sequence(let items): items.flatMap(\.references)
    case .mapping(let mapping): mapping.entries.flatMap(\.value.references)
    }
  }

  /// The tree with each `$name` that `values` has replaced by its value; the value keeps its own place.
  func substituting(_ values: [String: YAMLNode]) -> YAMLNode {
    if let name = referencedName { return values[name] ?? self }
    var copy = self
    switch content {
    case .scalar: break
    case .sequence(let items): copy.content = .sequence(items.map { $0.substituting(values) })
    case .mapping(var mapping):
      for var entry in mapping.entries {
        entry.value = entry.value.substituting(values)
        mapping.set(entry)
      }
      copy.content = .mapping(mapping)
    }
    return copy
  }

  /// The tree with the node at a path replaced, or added where only its last key is missing. A bare name on the way
  /// (`adam`) stands for its mapping (`adam: {}`).
  /// - Returns: `nil` where the path leads nowhere.
  func replacing(_ path: some Collection<String>, key: YAMLNode, by value: YAMLNode) -> YAMLNode? {
    guard let step = path.first else { return value }
    let rest = path.dropFirst()
    var copy = self
    switch content {
    case .sequence(var items):
      guard let index = Int(step), items.indices.contains(index),
        let item = items[index].replacing(rest, key: key, by: value)
      else { return nil }
      items[index] = item
      copy.content = .sequence(items)
    case .mapping(var mapping):
      if let entry = mapping.entry(step) {
        guard let item = entry.value.replacing(rest, key: key, by: value) else { return nil }
        mapping.set(YAMLMapping.Entry(key: entry.key, name: step, value: item))
      } else {
        guard rest.isEmpty else { return nil }
        mapping.set(YAMLMapping.Entry(key: key, name: step, value: value))
      }
      copy.content = .mapping(mapping)
    case .scalar(let scalar):
      guard scalar.text == step, !rest.isEmpty else { return nil }
      let empty = YAMLNode(content: .mapping(YAMLMapping()), mark: mark, endMark: endMark)
      guard let item = empty.replacing(rest, key: key, by: value) else { return nil }
      var mapping = YAMLMapping()
      mapping.set(YAMLMapping.Entry(key: self, name: step, value: item))
      copy.content = .mapping(mapping)
    }
    return copy
  }

  /// The deepest node on a path that exists: where a fault of the value at the path is shown.
  func deepest(on path: some Collection<String>) -> YAMLNode {
    guard let step = path.first else { return self }
    switch content {
    case .mapping(let mapping):
      return mapping[step]?.deepest(on: path.dropFirst()) ?? self
    case .sequence(let items):
      guard let index = Int(step), items.indices.contains(index) else { return self }
      return items[index].deepest(on: path.dropFirst())
    case .scalar:
      return self
    }
  }
}
