/// Builds the tree from the events: anchors, aliases, merge keys, limits.
struct YAMLComposer {
  /// A node with what it takes of the limits.
  private struct Measured {
    var node: YAMLNode
    /// Levels of collections in the tree, itself included; 0 for a scalar.
    var height: Int
    /// Nodes of the tree, itself included, aliases expanded.
    var count: Int
  }

  private enum Anchor {
    case open(SourceMark)
    case complete(Measured)
  }

  private let file: SourceFile
  private let limits: YAMLParser.Limits
  private let events: YAMLEventStream
  private var anchors: [String: Anchor] = [:]
  private var nodeCount = 0
  /// The faults that left the tree readable.
  private(set) var problems: [YAMLError] = []

  init(_ file: SourceFile, limits: YAMLParser.Limits) {
    self.file = file
    self.limits = limits
    events = YAMLEventStream(file)
  }

  /// The root of the only document.
  mutating func document() throws(YAMLError) -> YAMLNode {
    _ = try events.next()  // the start of the stream
    if case .streamEnd = try events.next().kind { throw YAMLError(.emptyDocument, at: .whole(file)) }
    let root = try node(try events.next(), depth: 1).node
    _ = try events.next()  // the end of the document
    let rest = try events.next()
    guard case .streamEnd = rest.kind else { throw YAMLError(.severalDocuments, at: rest.start) }
    if case .scalar(let scalar) = root.content, scalar.isPlain, scalar.text.isEmpty {
      throw YAMLError(.emptyDocument, at: .whole(file))
    }
    return root
  }

  /// The node that an event begins; `depth` counts the levels of collections around it, and its own.
  private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLError) -> Measured {
    switch event.kind {
    case .alias(let name): return try alias(name, event, depth: depth)
    case .scalar(let scalar):
      try count(1, at: event.start)
      let node = YAMLNode(content: .scalar(tagged(scalar, event)), mark: event.start, endMark: event.end)
      let measured = Measured(node: node, height: 0, count: 1)
      if let anchor = scalar.anchor { anchors[anchor] = .complete(measured) }
      return measured
    case .collectionStart(let kind, let anchor, let tag):
      guard depth <= limits.depth else { throw YAMLError(.tooDeep(limit: limits.depth), at: event.start) }
      try count(1, at: event.start)
      checkTag(tag, of: kind, event)
      if let anchor { anchors[anchor] = .open(event.start) }
      let measured =
        switch kind {
        case .sequence: try sequence(event, depth: depth)
        case .mapping: try mapping(event, depth: depth)
        }
      // A node inside may have taken the name over; then later aliases mean that one, which begins later.
      if let anchor, case .open(event.start) = anchors[anchor] { anchors[anchor] = .complete(measured) }
      return measured
    case .streamStart, .streamEnd, .documentStart, .documentEnd, .collectionEnd:
      // libyaml's grammar puts none of these where a node is due.
      throw YAMLError(
        .syntax(problem: "a value is missing", context: nil, contextMark: nil), at: event.start)
    }
  }

  private mutating func alias(_ name: String, _ event: YAMLEvent, depth: Int) throws(YAMLError) -> Measured {
    let length = name.unicodeScalars.count + 1
    switch anchors[name] {
    case nil: throw YAMLError(.unknownAlias(name), at: event.start, length: length)
    case .open(let anchor):
      throw YAMLError(.recursiveAlias(name, anchor: anchor), at: event.start, length: length)
    case .complete(var target):
      guard depth - 1 + target.height <= limits.depth else {
        throw YAMLError(.tooDeep(limit: limits.depth), at: event.start, length: length)
      }
      try count(target.count, at: event.start)
      target.node = YAMLNode(content: target.node.content, mark: event.start, endMark: event.end)
      return target
    }
  }

  private mutating func sequence(_ start: YAMLEvent, depth: Int) throws(YAMLError) -> Measured {
    var nodes: [YAMLNode] = []
    var (height, count) = (0, 1)
    while true {
      let event = try events.next()
      if case .collectionEnd = event.kind {
        let node = YAMLNode(content: .sequence(nodes), mark: start.start, endMark: event.end)
        return Measured(node: node, height: height + 1, count: count)
      }
      let element = try node(event, depth: depth + 1)
      nodes.append(element.node)
      height = max(height, element.height)
      count += element.count
    }
  }

  private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(YAMLError) -> Measured {
    var builder = MappingBuilder()
    var (height, count) = (0, 1)
    while true {
      let event = try events.next()
      if case .collectionEnd = event.kind {
        let (mapping, faults) = builder.finish()
        problems += faults
        let node = YAMLNode(content: .mapping(mapping), mark: start.start, endMark: event.end)
        return Measured(node: node, height: height + 1, count: count)
      }
      let key = try node(event, depth: depth + 1)
      let value = try node(try events.next(), depth: depth + 1)
      height = max(height, key.height, value.height)
      count += key.count + value.count
      builder.add(key: key.node, value: value.node)
    }
  }

  private mutating func count(_ nodes: Int, at mark: SourceMark) throws(YAMLError) {
    nodeCount += nodes
    guard nodeCount <= limits.nodes else { throw YAMLError(.tooManyNodes(limit: limits.nodes), at: mark) }
  }
}

// Tags.
extension YAMLComposer {
  private static let core = "tag:yaml.org,2002:"

  private mutating func tagged(_ scalar: YAMLScalarEvent, _ event: YAMLEvent) -> YAMLScalar {
    guard let text = scalar.tag else { return YAMLScalar(text: scalar.text, isPlain: scalar.isPlain) }
    // `!` alone makes a plain scalar a string.
    if text == "!" { return YAMLScalar(text: scalar.text, isPlain: scalar.isPlain, tag: .string) }
    guard text.hasPrefix(Self.core), let tag = YAMLTag(rawValue: String(text.dropFirst(Self.core.count)))
    else {
      problems.append(YAMLError(.unsupportedTag(shown(text)), at: event.start))
      return YAMLScalar(text: scalar.text, isPlain: scalar.isPlain)
    }
    let result = YAMLScalar(text: scalar.text, isPlain: scalar.isPlain, tag: tag)
    let fits =
      switch tag {
      case .string: true
      case .integer: result.integer != nil
      case .real: result.real != nil
      case .boolean: result.boolean != nil
      case .null: result.isNull
      }
    if !fits { problems.append(YAMLError(.tagMismatch(tag, text: scalar.text), at: event.start)) }
    return result
  }

  private mutating func checkTag(_ tag: String?, of kind: YAMLEvent.CollectionKind, _ event: YAMLEvent) {
    guard let tag, tag != "!" else { return }
    let expected =
      switch kind {
      case .sequence: "seq"
      case .mapping: "map"
      }
    if tag != Self.core + expected {
      problems.append(YAMLError(.unsupportedTag(shown(tag)), at: event.start))
    }
  }

  /// A tag as files have it: `!!omap` for `tag:yaml.org,2002:omap`.
  private func shown(_ tag: String) -> String {
    tag.hasPrefix(Self.core) ? "!!" + tag.dropFirst(Self.core.count) : tag
  }
}
