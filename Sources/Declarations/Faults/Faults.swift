import YAMLTree

/// The mistakes found so far, in the order found, each once; and the name of the field that is being read.
package struct Faults: Sendable {
  package private(set) var all: [Fault] = []
  private var known: Set<Fault> = []
  package var subject = "the value"

  package init() {}

  package var isEmpty: Bool { all.isEmpty }

  package mutating func add(_ kind: DeclarationFault, at node: YAMLNode) { add(Fault(kind, at: node)) }

  package mutating func add(_ fault: Fault) {
    if known.insert(fault).inserted { all.append(fault) }
  }

  package mutating func add(contentsOf faults: Faults) {
    for fault in faults.all { add(fault) }
  }

  /// Reads a field with its name as the subject of what may be wrong.
  package mutating func reading<Value>(_ name: String, _ read: (inout Faults) -> Value) -> Value {
    let outer = subject
    subject = name
    defer { subject = outer }
    return read(&self)
  }
}
