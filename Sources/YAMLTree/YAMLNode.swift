/// A value of a YAML file with its place in it. Aliases and merge keys are already resolved.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping(YAMLMapping)
  }

  package var content: Content
  /// Where the node starts. An alias has its own mark; what is inside it, the marks of the anchored value.
  package let mark: SourceMark
  /// Where the node ends, exclusive. For block collections it is where the next token starts.
  package let endMark: SourceMark

  package init(content: Content, mark: SourceMark, endMark: SourceMark) {
    self.content = content
    self.mark = mark
    self.endMark = endMark
  }

  /// How many characters a diagnostic underlines: the node, if it is on one line, or what of it is on its
  /// first line.
  package var length: Int {
    if endMark.line == mark.line { return max(endMark.column - mark.column, 1) }
    guard case .scalar = content, let line = mark.file.line(mark.line) else { return 1 }
    return max(line.unicodeScalars.count + 1 - mark.column, 1)
  }
}

/// The text of a scalar. What it means depends on the type that is expected of it: see `YAMLNode.integer` and
/// its like.
package struct YAMLScalar: Sendable {
  package let text: String
  /// Whether the scalar is written without quotes, and not as a block.
  package let isPlain: Bool
  /// The type that an explicit tag gives (`!!str 5`).
  package let tag: YAMLTag?

  package init(text: String, isPlain: Bool = true, tag: YAMLTag? = nil) {
    self.text = text
    self.isPlain = isPlain
    self.tag = tag
  }
}

/// The scalar types of YAML's core schema that a tag may name.
package enum YAMLTag: String, Sendable {
  case string = "str"
  case integer = "int"
  case real = "float"
  case boolean = "bool"
  case null
}

/// The entries of a mapping in the order of the file; the keys are scalars and differ.
package struct YAMLMapping: Sendable {
  package struct Entry: Sendable {
    package let key: YAMLNode
    package let name: String
    package var value: YAMLNode

    package init(key: YAMLNode, name: String, value: YAMLNode) {
      self.key = key
      self.name = name
      self.value = value
    }
  }

  package private(set) var entries: [Entry] = []
  /// Where each name stands; empty as long as there are few, which are compared one by one.
  private var positions: [String: Int] = [:]
  private static let fewEntries = 8

  package init() {}

  package subscript(name: String) -> YAMLNode? { entry(name)?.value }

  package func entry(_ name: String) -> Entry? { position(of: name).map { entries[$0] } }

  /// Adds an entry, or replaces the value of the one with the same name.
  package mutating func set(_ entry: Entry) {
    if let position = position(of: entry.name) {
      entries[position].value = entry.value
    } else {
      entries.append(entry)
      if entries.count == Self.fewEntries + 1 {
        for (position, entry) in entries.enumerated() { positions[entry.name] = position }
      } else if entries.count > Self.fewEntries {
        positions[entry.name] = entries.count - 1
      }
    }
  }

  /// Adds an entry, or puts it, with its key, in the place of the one with the same name.
  package mutating func replace(with entry: Entry) {
    set(entry)
    if let position = position(of: entry.name) { entries[position] = entry }
  }

  /// The mapping without one of its names.
  package func removing(_ name: String) -> YAMLMapping {
    var rest = YAMLMapping()
    for entry in entries where entry.name != name { rest.set(entry) }
    return rest
  }

  /// Changes the value of a name in place; one that is not there is added first, with `key` as its key and
  /// value.
  package mutating func update(_ name: String, addedAt key: YAMLNode, _ change: (inout YAMLNode) -> Void) {
    if position(of: name) == nil { set(Entry(key: key, name: name, value: key)) }
    if let position = position(of: name) { change(&entries[position].value) }
  }

  /// The mapping with other values for its keys.
  package func mapValues(_ transform: (YAMLNode) -> YAMLNode) -> YAMLMapping {
    var copy = self
    for position in entries.indices { copy.entries[position].value = transform(entries[position].value) }
    return copy
  }

  private func position(of name: String) -> Int? {
    entries.count > Self.fewEntries ? positions[name] : entries.firstIndex { $0.name == name }
  }
}
