import Declarations
import YAMLTree

extension YAMLNode {
  /// Every `$name` below this node, with its place.
  var references: [(name: String, node: YAMLNode)] {
    var found: [(name: String, node: YAMLNode)] = []
    gatherReferences(&found)
    return found
  }

  private func gatherReferences(_ found: inout [(name: String, node: YAMLNode)]) {
    if let name = referencedName { found.append((name, self)) }
    switch content {
    case .scalar: break
    case .sequence(let items): for item in items { item.gatherReferences(&found) }
    case .mapping(let mapping): for entry in mapping.entries { entry.value.gatherReferences(&found) }
    }
  }

  /// The paths of every `$name` below this node.
  var referencePaths: [String: [[String]]] {
    var found: [String: [[String]]] = [:]
    var path: [String] = []
    gatherReferences(at: &path, &found)
    return found
  }

  private func gatherReferences(at path: inout [String], _ found: inout [String: [[String]]]) {
    func gather(_ key: String, _ node: YAMLNode) {
      path.append(key)
      node.gatherReferences(at: &path, &found)
      path.removeLast()
    }
    switch content {
    case .scalar: if let name = referencedName { found[name, default: []].append(path) }
    case .sequence(let items): for (index, item) in items.enumerated() { gather("\(index)", item) }
    case .mapping(let mapping): for entry in mapping.entries { gather(entry.name, entry.value) }
    }
  }

  /// The tree with each `$name` that has a value replaced by it; the value keeps its own place.
  func substituting(_ value: (String) -> YAMLNode?) -> YAMLNode {
    if let name = referencedName { return value(name) ?? self }
    var copy = self
    switch content {
    case .scalar: break
    case .sequence(let items): copy.content = .sequence(items.map { $0.substituting(value) })
    case .mapping(let mapping): copy.content = .mapping(mapping.mapValues { $0.substituting(value) })
    }
    return copy
  }

  /// Replaces the node at a path, or adds it where only its last key is missing; leaves everything as it is
  /// where the path leads nowhere. A bare name on the way (`adam`) stands for its mapping (`adam: {}`).
  /// - Returns: whether the path leads somewhere.
  @discardableResult
  mutating func replace(_ path: [String], key: YAMLNode, by value: YAMLNode) -> Bool {
    guard hasPlace(for: path[...]) else { return false }
    put(path[...], key: key, value)
    return true
  }

  /// Whether a path leads to a node, or to a mapping that can have its last key.
  private func hasPlace(for path: ArraySlice<String>) -> Bool {
    guard let step = path.first else { return true }
    let rest = path.dropFirst()
    switch content {
    case .sequence(let items):
      guard let index = Int(step), items.indices.contains(index) else { return false }
      return items[index].hasPlace(for: rest)
    case .mapping(let mapping): return mapping[step]?.hasPlace(for: rest) ?? rest.isEmpty
    case .scalar(let scalar): return scalar.text == step && rest.count <= 1
    }
  }

  /// Puts a value at a path that has a place. What is around it is changed where it is: a copy of a list for
  /// each of its thousands of entries would take minutes.
  private mutating func put(_ path: ArraySlice<String>, key: YAMLNode, _ value: YAMLNode) {
    guard let step = path.first else {
      self = value
      return
    }
    let rest = path.dropFirst()
    let old = content
    content = .sequence([])
    switch consume old {
    case .sequence(var items):
      if let index = Int(step) { items[index].put(rest, key: key, value) }
      content = .sequence(items)
    case .mapping(var mapping):
      mapping.update(step, addedAt: key) { $0.put(rest, key: key, value) }
      content = .mapping(mapping)
    case .scalar(let scalar):
      content = .scalar(scalar)
      var node = value
      if let last = rest.first {
        var parameters = YAMLMapping()
        parameters.update(last, addedAt: key) { $0 = value }
        node = YAMLNode(content: .mapping(parameters), mark: mark, endMark: endMark)
      }
      var mapping = YAMLMapping()
      mapping.set(YAMLMapping.Entry(key: self, name: step, value: node))
      content = .mapping(mapping)
    }
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
