import Declarations
import Model
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
  /// Two points of a zip, by their numbers, are the same.
  case repeatedPoint(number: Int, first: Int)
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
  case splitSeedTwice(name: String)
  /// The split of the data is to differ between replicates.
  case noSplitToVary(dataset: String)
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
  case examplesTwice
  case inlineWithoutExamples
  case separatorIsDecimal(String)
  case classColumns(Int)
  case classesOfValues
  case dataNotRead(dataset: String)
  case inputMismatch(layer: Int, inputs: Int, incoming: Int, source: String)
  case unusableNetwork(NetworkFault)
  /// Blocks that are made of each other; the first one is the last.
  case blockCallsItself([String])
  case blockNamedAsLayer(name: String)
  case tooFewUnits(units: Int, classes: Int, dataset: String)
  case lossNeedsOutput(loss: String, needed: String, found: String)
  case outputMismatch(units: Int, width: Int, dataset: String)
  /// `instead` is the same metric over a split that there is.
  case metricNeedsSplit(metric: String, split: SplitName, dataset: String, instead: String?)
  case needsPerceptron(subject: String)
  case noSuchParameter(pattern: String, names: [String])
  case rareTruncated
  case unfitInitial(InitialFault, parameter: String)
  case stopWithoutRule
  case validationForNothing
  case unfitOptimizer(OptimizerFault)
  case unfitSchedule(ScheduleFault)
  case lossWidth(key: String, count: Int, outputs: Int)
  /// A layer reads whole numbers less than `count`; the dataset has `found`, or others than whole numbers.
  case noIndices(count: Int, found: Int?, dataset: String)
  case targetOutOfRange(loss: String, range: ClosedRange<Double>, value: Double, place: String)
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
  case panelNeedsImages(panel: String, shape: [Int])
  case panelNeedsInputTarget(panel: String)
  case noSplit(SplitName, dataset: String)
  case lossNeedsClasses(loss: String, dataset: String)
  case metricNeedsClasses(metric: String, dataset: String)
  case lossOfInput(loss: String)
  case outputsOfInput(units: Int, width: Int)
  case metricOfInput(metric: String)
  case metricNeedsOutputs(metric: String, more: Int, outputs: Int)
  case metricNeedsProbabilities(metric: String, loss: String)
  case metricNeedsValues(metric: String, loss: String)
  case unknownColumn(name: String, legal: [String])
  case notMeasured(name: String, reason: String, measured: [String])
  /// Axes that a panel neither shows, as `keys` could, nor fixes nor pools.
  case openAxes(panel: String, axes: [String], keys: [String])
  /// Axes that are neither columns of the summary table nor pooled.
  case openTable(axes: [String], pooled: [String])
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
