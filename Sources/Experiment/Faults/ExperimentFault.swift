import Declarations
import Model
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
  case examplesTwice
  case inlineWithoutExamples
  case separatorIsDecimal(String)
  case classColumns(Int)
  case classesOfValues
  case dataNotRead(dataset: String)
  case inputMismatch(layer: Int, inputs: Int, incoming: Int, source: String)
  case unusableNetwork(NetworkFault)
  case tooFewUnits(units: Int, classes: Int, dataset: String)
  case lossNeedsActivation(loss: String, needed: String, activation: String)
  case outputMismatch(units: Int, width: Int, dataset: String)
  /// `instead` is the same metric over a split that there is.
  case metricNeedsSplit(metric: String, split: SplitName, dataset: String, instead: String?)
  case needsPerceptron(subject: String)
  case targetBeyondProbability(loss: String, value: Double, place: String)
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
  case noSplit(SplitName, dataset: String)
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
