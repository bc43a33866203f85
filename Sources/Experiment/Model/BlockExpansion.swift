import Declarations
import Model
import YAMLTree

/// Puts the layers of the file's `blocks` in the place of the entries that name them, in every list of the
/// model and the sweep. An entry `basic: {channels: 32}` becomes `block: {layers: [...]}`, each of whose
/// nodes keeps the place where the file has it.
struct BlockExpansion {
  /// More calls than this are a mistake, not a model.
  private static let callLimit = 10_000

  private let blocks: [String: BlockDeclaration]
  /// The blocks whose declarations have mistakes: those are told, and nothing of the calls.
  private let broken: Set<String>
  /// The blocks that are being expanded, from the outermost on.
  private var open: [String] = []
  private var calls = 0

  /// Reads the blocks that a file declares.
  private init(_ declared: YAMLNode, _ faults: inout Faults) {
    var (blocks, broken): ([String: BlockDeclaration], Set<String>) = ([:], [])
    if let right = ValueType<[Named<BlockDeclaration>]>.blocks.decode(declared, &faults) {
      for block in right { blocks[block.name] = block.value }
      (self.blocks, self.broken) = (blocks, broken)
      return
    }
    for entry in declared.mapping?.entries ?? [] {
      // What is wrong was told.
      var told = Faults()
      guard ValueType<String>.blockName.decode(entry.key, &told) != nil else { continue }
      if let block = BlockDeclaration.type.decode(entry.value, &told) {
        blocks[entry.name] = block
      } else {
        broken.insert(entry.name)
      }
    }
    self.blocks = blocks
    self.broken = broken
  }

  /// The file with its blocks in place.
  static func expand(_ root: YAMLNode, _ faults: inout Faults) -> YAMLNode {
    guard let declared = root.mapping?["blocks"] else { return root }
    var expansion = BlockExpansion(declared, &faults)
    var root = root
    guard case .mapping(var mapping) = root.content else { return root }
    for key in ["model", "sweep"] {
      guard let entry = mapping.entry(key) else { continue }
      mapping.set(.init(key: entry.key, name: key, value: expansion.expand(entry.value, &faults)))
    }
    root.content = .mapping(mapping)
    return root
  }

  private mutating func expand(_ node: YAMLNode, _ faults: inout Faults) -> YAMLNode {
    var copy = node
    switch node.content {
    case .scalar: break
    case .mapping(let mapping):
      var expanded = mapping
      for entry in mapping.entries {
        expanded.set(.init(key: entry.key, name: entry.name, value: expand(entry.value, &faults)))
      }
      copy.content = .mapping(expanded)
    case .sequence(let items):
      copy.content = .sequence(items.map { call(of: $0, &faults) ?? expand($0, &faults) })
    }
    return copy
  }

  /// The layers of the block that an entry names; `nil` where it names none.
  private mutating func call(of item: YAMLNode, _ faults: inout Faults) -> YAMLNode? {
    switch item.content {
    case .scalar(let scalar):
      if scalar.isPlain, broken.contains(scalar.text) { return Self.nothing(at: item) }
      guard scalar.isPlain, let block = blocks[scalar.text] else { return nil }
      return YAMLNode(
        content: .mapping(call(scalar.text, block, key: item, arguments: nil, &faults)), mark: item.mark,
        endMark: item.endMark)
    case .mapping(let mapping):
      if let entry = mapping.entries.first(where: { broken.contains($0.name) }) {
        return Self.nothing(at: entry.key)
      }
      guard let entry = mapping.entries.first(where: { blocks[$0.name] != nil }),
        let block = blocks[entry.name]
      else { return nil }
      let called = call(entry.name, block, key: entry.key, arguments: entry.value, &faults)
      var copy = item
      var changed = YAMLMapping()
      for other in mapping.entries {
        if other.name == entry.name { called.entries.forEach { changed.set($0) } } else { changed.set(other) }
      }
      copy.content = .mapping(changed)
      return copy
    case .sequence: return nil
    }
  }

  /// The mapping `{block: {layers: [...]}}` of a call; `{identity: }` of one with a mistake.
  private mutating func call(
    _ name: String, _ block: BlockDeclaration, key: YAMLNode, arguments: YAMLNode?, _ faults: inout Faults
  ) -> YAMLMapping {
    if let layers = layers(of: name, block, key: key, arguments: arguments, &faults) {
      return .entry(
        "block", at: key,
        YAMLNode(content: .mapping(.entry("layers", at: key, layers)), mark: key.mark, endMark: key.endMark))
    }
    return Self.nothing(at: key).mapping ?? YAMLMapping()
  }

  /// The layer `{identity: }` in the place of what is not known.
  private static func nothing(at key: YAMLNode) -> YAMLNode {
    func node(_ content: YAMLNode.Content) -> YAMLNode {
      YAMLNode(content: content, mark: key.mark, endMark: key.endMark)
    }
    return node(.mapping(.entry(Identity.name, at: key, node(.scalar(YAMLScalar(text: ""))))))
  }

  /// The layers of a call, with its arguments in place; `nil` where it has a mistake.
  private mutating func layers(
    of name: String, _ block: BlockDeclaration, key: YAMLNode, arguments: YAMLNode?, _ faults: inout Faults
  ) -> YAMLNode? {
    calls += 1
    guard !open.contains(name), calls <= Self.callLimit else {
      if calls <= Self.callLimit {
        faults.add(.blockCallsItself(open.drop { $0 != name } + [name]), at: key)
      } else if calls == Self.callLimit + 1 {
        faults.add(.unusableNetwork(.tooManyLayers(path: [], limit: Self.callLimit)), at: key)
      }
      return nil
    }
    var values: [String: YAMLNode] = [:]
    for parameter in block.parameters { values[parameter.name] = parameter.value }
    if let arguments, !arguments.isNull {
      guard let given = arguments.mapping else {
        faults.add(
          .wrongType(subject: "block '\(name)'", expected: "a mapping", found: arguments.summary),
          at: arguments)
        return nil
      }
      for entry in given.entries {
        if !block.parameters.contains(where: { $0.name == entry.name }) {
          faults.add(
            .unknownKey(
              key: entry.name, owner: "the block '\(name)'", legal: block.parameters.map(\.name)),
            at: entry.key)
        }
        values[entry.name] = entry.value
      }
    }
    let missing = block.parameters.map(\.name).filter { values[$0] == nil }
    guard missing.isEmpty else {
      faults.add(.missingParameters(category: "block", name: name, keys: missing), at: key)
      return nil
    }
    open.append(name)
    let layers = expand(block.layers.substituting { values[$0] }, &faults)
    open.removeLast()
    return layers
  }
}

extension YAMLMapping {
  /// A mapping of one entry.
  fileprivate static func entry(_ name: String, at key: YAMLNode, _ value: YAMLNode) -> YAMLMapping {
    var mapping = YAMLMapping()
    mapping.set(Entry(key: key, name: name, value: value))
    return mapping
  }
}

extension ValueType where Value == [Named<BlockDeclaration>] {
  /// The blocks of a file; none has the name of a layer.
  static let blocks = ValueType.mapping(of: BlockDeclaration.type, names: .blockName)
}

extension ValueType where Value == String {
  fileprivate static let blockName = ValueType<String>(
    schema: ValueType<String>.symbol.schema, encode: { .string($0) }
  ) { node, faults in
    guard let name = ValueType<String>.symbol.decode(node, &faults) else { return nil }
    if Layers.types.contains(where: { $0.name == name }) {
      faults.add(.blockNamedAsLayer(name: name), at: node)
      return nil
    }
    return name
  }
}
