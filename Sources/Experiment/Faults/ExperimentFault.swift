import Declarations
import YAMLTree

/// What can be wrong with an experiment or a dataset, beyond the types of its values.
package enum ExperimentFault: FaultKind {
  /// What a file has where a path leads nowhere.
  package enum FoundOnPath: Hashable, Sendable {
    /// A mapping with these legal keys.
    case keys([String])
    /// A list of so many items.
    case list(Int)
    /// One of several alternatives, another one than the path says.
    case choice([String])
    case reference(String)
    case value(String)
  }

  case undefinedReference(name: String, defined: [String])
  /// A `$name` in a value of a name.
  case referenceInValue(name: String, owner: String)
  /// A name that nothing uses, and the path of the key that it may mean.
  case unusedSweepName(name: String, path: String?)
  /// Derived values that are computed from each other; the first one is the last.
  case derivedFromItself([String])
  /// A `$name` where none may stand.
  case referenceOutOfPlace(name: String)
  case repeatedValue(axis: String, value: String, first: String)
  /// Two values of an axis under one name.
  case sharedLabel(axis: String, label: String)
  /// A value whose trials an earlier value of the axis has.
  case sameTrial(axis: String, value: String, first: String)
  case seedTwice(name: String)
  /// Files that extend each other in a circle, by their names; the first one is the last.
  case extendsItself([String])
  case extendsTooMany(limit: Int)
  case unreadableBase(path: String, reason: String)
  case setTwice(path: String)
  case cannotSet(name: String)
  /// A path to set that leads nowhere; `axis` is where the sweep has its name, `nearest` where the file has
  /// it.
  case cannotSetPath(path: String, missing: String, found: FoundOnPath, axis: String?, nearest: String?)
  /// A path to set whose value a name of the sweep sets.
  case setBySweep(path: String, name: String, isAxis: Bool)
  case unknownPath(path: String, missing: String)
  case datasetNotFound(name: String, searched: [String], available: [String])
  case datasetPathEscapes(path: String)
  /// The format has such a part already.
  case partTwice(part: String, split: String)
  case splitOfNothing
  /// A fold that there is not; folds are counted from 0.
  case noSuchFold(fold: Int, folds: Int)
  /// A table without the file that it is read from.
  case tableWithoutFile
  case stratifyNeedsClasses(dataset: String)
  case groupNeedsTable
  case groupsAndStrata
  case noSuchPart(part: String, dataset: String)
  case fileBesideParts
  case separatorIsDecimal(String)
  case classColumns(Int)
  case classesOfValues
  case dataNotRead(dataset: String)
  case inputMismatch(layer: Int, inputs: Int, incoming: Int, source: String)
  case tooFewUnits(units: Int, classes: Int, dataset: String)
  case lossNeedsActivation(loss: String, needed: String, activation: String)
  case outputMismatch(units: Int, width: Int, dataset: String)
  case metricNeedsTestSplit(metric: String, dataset: String)
  case needsPerceptron(subject: String)
  case targetBeyondProbability(loss: String, value: Double, example: Int, dataset: String)
  case rowWidth(subject: String, found: Int, expected: Int)
  case targetCount(targets: Int, examples: Int)
  case classOutOfRange(value: String, classes: Int)
  case zipCount(axis: String, found: Int, first: String, expected: Int)
  case tooManyDerivations(estimate: Int, limit: Int)
  case tooManyForCondition(combinations: Int, limit: Int)
  /// More points than an integer counts.
  case tooManyPoints(name: String)
  /// A `$name` where the chosen cases leave it without a value.
  case nameWithoutValue(name: String, choice: [String])
  case unknownArm(axis: String, value: String, legal: [String])
  case panelNeedsInputs(panel: String, features: Int)
  case panelNeedsImages(shape: [Int])
  case noTestSplit(dataset: String)
  case lossNeedsClasses(loss: String, dataset: String)
  case metricNeedsClasses(metric: String, dataset: String)
  case unknownColumn(name: String, legal: [String])
  case notMeasured(name: String, reason: String)
  case uncoveredAxis(panel: String, axis: String)
  case referenceWithoutSweep(name: String, kind: String)
  case raggedTensor(shape: [Int], first: [Int])
  case wrongShape(subject: String, expected: [Int], found: [Int])
  case gradientOfNonScalar(name: String, shape: [Int])
  case independentGradient(name: String, source: String)
  case lineWithoutDirection
  case evaluationTooLarge(quantity: String, estimate: Int, limit: Int)
  case stepWithoutValue(symbol: String, formula: String, ExpressionFault)
}

extension Faults {
  mutating func add(_ kind: ExperimentFault, at node: YAMLNode) { add(Fault(kind, at: node)) }
}
