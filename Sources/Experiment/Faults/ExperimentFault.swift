import Declarations
import YAMLTree

/// What can be wrong with an experiment or a dataset, beyond the types of its values.
package enum ExperimentFault: FaultKind {
  case undefinedReference(name: String, defined: [String])
  /// A `$name` in a value of a name.
  case referenceInValue(name: String, owner: String)
  case unusedSweepName(name: String)
  case repeatedValue(axis: String, value: String, first: String)
  case seedTwice(name: String)
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
  case notMeasured(name: String, reason: String, measured: [String])
  /// Axes that a panel neither shows, as `keys` could, nor fixes nor pools.
  case openAxes(panel: String, axes: [String], keys: [String])
  /// No trial has all values of a panel's `where`.
  case noArm
  /// A column of another sort than a key of a panel takes.
  case columnDoesNotFit(key: String, panel: String, column: String, requirement: String, legal: [String])
  /// An axis behind two keys of a panel.
  case axisTwice(axis: String, first: String, second: String)
  case poolsNoAxis(name: String, legal: [String])
  /// A value that is no number where a panel needs numbers.
  case notNumbers(subject: String, name: String, value: String, advice: String?)
  case notPositive(key: String, name: String, value: String)
  case bandWithoutReplicates(panel: String)
  /// `names` or `colors` of a panel without values to name or colour.
  case nothingToName(key: String, panel: String)
  case tooManyPanels(axis: String, found: Int, limit: Int)
  case tooManyCells(columns: Int, rows: Int, limit: Int)
  case lineAcrossNames(axis: String)
  case referenceWithoutSweep(name: String, kind: String)
  case raggedTensor(shape: [Int], first: [Int])
  case wrongShape(subject: String, expected: [Int], found: [Int])
  case gradientOfNonScalar(name: String, shape: [Int])
  case independentGradient(name: String, source: String)
  /// A line that has not one of two keys.
  case lineWithoutDirection(keys: [String])
  case evaluationTooLarge(quantity: String, estimate: Int, limit: Int)
  case stepWithoutValue(symbol: String, formula: String, ExpressionFault)
}

extension Faults {
  mutating func add(_ kind: ExperimentFault, at node: YAMLNode) { add(Fault(kind, at: node)) }
}
