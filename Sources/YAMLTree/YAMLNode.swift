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
  private var positions: [String: Int] = [:]

  package init() {}

  package subscript(name: String) -> YAMLNode? { entry(name)?.value }

  package func entry(_ name: String) -> Entry? { positions[name].map { entries[$0] } }

  /// Adds an entry, or replaces the value of the one with the same name.
  package mutating func set(_ entry: Entry) {
    if let position = positions[entry.name] {
      entries[position].value = entry.value
    } else {
      positions[entry.name] = entries.count
      entries.append(entry)
    }
  }
}
