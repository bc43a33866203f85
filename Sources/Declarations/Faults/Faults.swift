import YAMLTree

/// The first mistakes found, in the order found, each once; and the name of the field that is being read.
///
/// A file of a few megabytes can hold a million mistakes: only the first are kept, and only they are put into
/// words.
package struct Faults: Sendable {
  /// The most mistakes that are kept.
  package static let limit = 100

  package private(set) var all: [Fault] = []
  private var known: Set<Fault> = []
  /// How often something was found wrong, with what is not kept.
  package private(set) var count = 0
  package var subject = "the value"

  package init() {}

  package var isEmpty: Bool { all.isEmpty }

  /// Whether no more mistakes are kept, so that looking for them is of no use.
  package var isFull: Bool { all.count >= Self.limit }

  /// Whether more mistakes were found than are kept.
  package private(set) var isTruncated = false

  package mutating func add(_ kind: DeclarationFault, at node: YAMLNode) { add(Fault(kind, at: node)) }

  package mutating func add(_ fault: Fault) {
    count += 1
    if isFull {
      // To compare a fault costs more than to find it.
      if !isTruncated { isTruncated = !known.contains(fault) }
    } else if known.insert(fault).inserted {
      all.append(fault)
    }
  }

  package mutating func add(contentsOf faults: Faults) {
    for fault in faults.all { add(fault) }
    isTruncated = isTruncated || faults.isTruncated
  }

  /// Reads a field with its name as the subject of what may be wrong.
  package mutating func reading<Value>(_ name: String, _ read: (inout Faults) -> Value) -> Value {
    let outer = subject
    subject = name
    defer { subject = outer }
    return read(&self)
  }
}
