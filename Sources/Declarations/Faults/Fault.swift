import YAMLTree

/// One mistake in a file: what is wrong, as facts, and where.
package struct Fault: Sendable {
  package var kind: any FaultKind
  package var mark: SourceMark
  /// How many characters the mistake spans, 1 where it is a point.
  package var length: Int

  package init(_ kind: any FaultKind, mark: SourceMark, length: Int) {
    self.kind = kind
    self.mark = mark
    self.length = length
  }

  /// A mistake at a node.
  package init(_ kind: any FaultKind, at node: YAMLNode) {
    self.init(kind, mark: node.mark, length: node.length)
  }
}

/// What can be wrong with a file, as facts; the words for them stand in one place beside the facts.
package protocol FaultKind: Hashable, Sendable {
  /// One line without a full stop.
  var message: String { get }
  /// What else there is to say, a line each: the nearest legal name, and all of them.
  var notes: [String] { get }
}

extension FaultKind {
  package var notes: [String] { [] }
}

extension Fault: Hashable {
  package static func == (a: Fault, b: Fault) -> Bool {
    a.mark == b.mark && a.length == b.length && AnyHashable(a.kind) == AnyHashable(b.kind)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(mark)
    hasher.combine(length)
    hasher.combine(AnyHashable(kind))
  }
}
