import Model

/// A loss that can be trained on.
protocol TrainableLoss: Loss {
  /// Whether it computes something on the way, in ``LossBatch/scratch``.
  var usesScratch: Bool { get }
  /// Writes the loss of each example and, where asked for, the gradient of their mean. Once for each number
  /// type, so that the compiler specialises the loops.
  func evaluate(_ batch: LossBatch<Float>)
  func evaluate(_ batch: LossBatch<Double>)
}

extension TrainableLoss {
  var usesScratch: Bool { false }
}

/// A loss in a trial of one number type.
struct LossOperation<S: Scalar> {
  let loss: any Loss
  let needsClasses: Bool
  let usesScratch: Bool
  /// Writes the loss of each example and, where asked for, the gradient of their mean.
  let evaluate: (LossBatch<S>) -> Void

  /// - Throws: ``TrainingError/noOperation(_:)``.
  init(_ loss: any Loss) throws(TrainingError) {
    guard let trainable = loss as? any TrainableLoss else { throw .noOperation(loss.name) }
    let float: (LossBatch<Float>) -> Void = { trainable.evaluate($0) }
    let double: (LossBatch<Double>) -> Void = { trainable.evaluate($0) }
    guard let evaluate = (float as? (LossBatch<S>) -> Void) ?? (double as? (LossBatch<S>) -> Void) else {
      throw .noOperation(loss.name)
    }
    self.loss = loss
    self.needsClasses = loss.needsClasses
    self.usesScratch = trainable.usesScratch
    self.evaluate = evaluate
  }
}

extension LossOperation {
  /// The sum of the weights of some examples in a mean over them, in their order; their number where every
  /// one has the same. ``Targets/check(count:outputs:loss:)`` has found the targets to fit.
  func weight(of examples: some Collection<Int32>, in targets: SourceTargets) -> Double {
    guard let weights = loss.classWeights, case .given(.classes(let classes)) = targets else {
      return Double(examples.count)
    }
    return examples.reduce(0) { $0 + weights[Int(classes[Int($1)])] }
  }
}

/// A batch of m examples, or some rows of it, as a loss sees it.
struct LossBatch<S: Scalar> {
  /// The examples of the whole batch, over which the mean is taken.
  var examples: Int
  /// The sum of their weights; see ``LossOperation/weight(of:in:)``. A loss is written times the weight of
  /// its example.
  var weight: Double
  /// The output from which on the answer of a single unit is 1.
  var threshold: S
  /// How the outputs tell probabilities, if they do.
  var probabilities: ProbabilityScale?
  /// The network's outputs (m×outputs).
  var outputs: MatrixView<S>
  /// The class of each example (m), where the loss needs classes.
  var labels: UnsafePointer<Int32>
  /// The target of each output (m×outputs), where it does not.
  var targets: MatrixView<S>
  /// The loss of each example (m), to be written.
  var losses: UnsafeMutablePointer<S>
  /// The gradient of the batch's mean loss (m×outputs), to be written but for its padding, which is 0;
  /// `nil`: not asked for.
  var gradient: MatrixView<S>?
  /// Two matrices (m×outputs) for what a loss computes on the way, where it says so.
  var scratch: (MatrixView<S>, MatrixView<S>)
  var kernels: Kernels<S>
}
