import Model

/// What can go wrong when a network is built, trained or evaluated.
package enum TrainingError: Error, Equatable, Sendable {
  /// The network cannot be built.
  case network(NetworkFault)
  /// The engine has no operation for a layer, activation, loss, optimizer or draw of this name.
  case noOperation(String)
  /// The system cannot give memory for that many numbers.
  case outOfMemory(elements: Int)
  /// This processor lacks the instructions.
  case instructionSetUnavailable(InstructionSet)
  /// The data have `found` features an example where the network reads `expected`.
  case featureCount(expected: Int, found: Int)
  /// A layer reads whole numbers from 0 to `count` - 1, and an element of the data is another one.
  case featureIsNoIndex(Double, count: Int)
  /// The data have `found` targets where there are `expected` examples.
  case targetCount(expected: Int, found: Int)
  /// The targets are `found` values wide where the network has `expected` outputs.
  case targetWidth(expected: Int, found: Int)
  /// A class lies outside 0..<`classes`.
  case classOutOfRange(Int, classes: Int)
  /// A target lies outside the range of those that the loss takes.
  case targetOutOfRange(Double, lowest: Double, highest: Double)
  /// The loss needs a class for each example, and the data have values.
  case classesNeeded
  /// A batch has no row, or more rows than the session was made for.
  case batchSize(Int, maximum: Int)
  /// A row lies outside 0..<`count`.
  case rowOutOfRange(Int, count: Int)
  /// The engine has no operation for a metric of this name.
  case unknownMetric(String)
  /// The state is that of another network or optimizer.
  case stateMismatch
  /// The loss is infinite or not a number.
  case diverged(loss: Double)
}

extension TrainingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .network(let fault): "the network cannot be built: \(fault)"
    case .noOperation(let name): "'\(name)' cannot be computed"
    case .outOfMemory(let elements): "no memory for \(elements) numbers"
    case .instructionSetUnavailable(let set): "this processor has no \(set.rawValue) instructions"
    case .featureCount(let expected, let found):
      "the network reads \(expected) features an example, the data have \(found)"
    case .featureIsNoIndex(let feature, let count):
      "the data have the number \(feature), and a layer reads whole numbers from 0 to \(count - 1)"
    case .targetCount(let expected, let found): "the data have \(expected) examples and \(found) targets"
    case .targetWidth(let expected, let found):
      "the network has \(expected) outputs, the targets are \(found) values wide"
    case .classOutOfRange(let label, let classes):
      "class \(label) is outside the network's classes, 0 to \(classes - 1)"
    case .targetOutOfRange(let target, let lowest, let highest):
      "the target \(target) is outside those that the loss takes, \(lowest) to \(highest)"
    case .classesNeeded: "the loss needs a class for each example, the data have values"
    case .batchSize(let rows, let maximum): "a batch of \(rows) rows, not 1 to \(maximum)"
    case .rowOutOfRange(let row, let count): "row \(row) of \(count) examples"
    case .unknownMetric(let name): "the metric '\(name)' cannot be computed"
    case .stateMismatch: "the state is that of another network or optimizer"
    case .diverged(let loss): "training diverged: the loss is \(loss)"
    }
  }
}
