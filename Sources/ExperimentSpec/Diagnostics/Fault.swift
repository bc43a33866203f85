import YAMLTree

/// One mistake in an experiment or dataset file: what is wrong, as facts, and where. The prose is in
/// `Fault+Message.swift`.
package struct Fault: Hashable, Sendable {
  package var kind: Kind
  package var mark: SourceMark
  /// How many characters the mistake spans, 1 where it is a point.
  package var length: Int

  package enum Kind: Hashable, Sendable {
    case wrongType(subject: String, expected: String, found: String)
    case outOfRange(subject: String, requirement: String, found: String)
    case wrongCount(subject: String, requirement: String, found: Int)
    case unknownName(category: String, name: String, legal: [String])
    case unknownKey(key: String, owner: String, legal: [String])
    case missingKey(key: String, owner: String)
    case missingParameters(category: String, name: String, keys: [String])
    case missingValue(category: String, name: String)
    case needlessParameters(category: String, name: String)
    case notOneAlternative(category: String, found: String, legal: [String])
    case invalidIdentifier(subject: String, name: String)
    case duplicateName(category: String, name: String)
    case undefinedReference(name: String, defined: [String])
    case unusedSweepName(name: String)
    case reservedSweepName(name: String)
    case unknownPath(path: String, missing: String)
    case expression(ExpressionFault)
    case datasetNotFound(name: String, searched: [String])
    case datasetPathEscapes(path: String)
    case inputMismatch(layer: Int, inputs: Int, incoming: Int, source: String)
    case tooFewUnits(units: Int, classes: Int, dataset: String)
    case lossNeedsActivation(loss: String, needed: String, activation: String)
    case outputMismatch(units: Int, width: Int, dataset: String)
    case metricNeedsTestSplit(metric: String, dataset: String)
    case needsPerceptron(subject: String)
    case rowWidth(subject: String, found: Int, expected: Int)
    case targetCount(targets: Int, examples: Int)
    case classOutOfRange(value: String, classes: Int)
    case caseNames(found: [String], expected: [String])
    case unknownArm(axis: String, value: String, legal: [String])
    case panelNeedsInputs(panel: String, features: Int)
    case panelNeedsImages(shape: [Int])
    case noTestSplit(dataset: String)
    case lossNeedsClasses(loss: String, dataset: String)
    case metricNeedsClasses(metric: String, dataset: String)
    case unknownColumn(name: String, legal: [String])
    case invalidSymbol(subject: String, name: String)
    case referenceWithoutSweep(name: String, kind: String)
    case raggedTensor(shape: [Int], first: [Int])
    case wrongShape(subject: String, expected: [Int], found: [Int])
    case gradientOfNonScalar(name: String, shape: [Int])
    case independentGradient(name: String, source: String)
    case lineWithoutDirection
    case stepWithoutValue(symbol: String, formula: String, ExpressionFault)
    case yaml(Diagnostic)
  }
}

/// The mistakes found so far, in the order found, each once; and the name of the field that is being read.
package struct Faults: Sendable {
  package private(set) var all: [Fault] = []
  package var subject = "the value"

  package init() {}

  package var isEmpty: Bool { all.isEmpty }

  package mutating func add(_ kind: Fault.Kind, at node: YAMLNode) {
    add(Fault(kind: kind, mark: node.mark, length: node.length))
  }

  package mutating func add(_ fault: Fault) {
    if !all.contains(fault) { all.append(fault) }
  }

  package mutating func add(contentsOf faults: Faults) {
    for fault in faults.all { add(fault) }
  }

  /// Reads a field with its name as the subject of what may be wrong.
  mutating func reading<Value>(_ name: String, _ read: (inout Faults) -> Value) -> Value {
    let outer = subject
    subject = name
    defer { subject = outer }
    return read(&self)
  }
}

/// Every mistake of the files given, sorted by position: what a user sees before anything runs.
package struct InvalidFiles: Error, Sendable {
  package var diagnostics: [Diagnostic]
  /// Whether more mistakes were not looked for.
  package var isTruncated = false

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
