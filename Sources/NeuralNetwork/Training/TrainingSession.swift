import Model

/// One trial's training, for callers that need not know its number type.
///
/// A session is used from one thread at a time, which others may help, with the same results to the bit: see
/// ``team``. All its memory is allocated when it is made and at its first evaluation, none in a step.
package protocol TrainingSession: AnyObject {
  /// Where other threads lend their cores to steps and evaluations.
  var team: Team { get }

  /// The optimizer's learning rate in the steps to come.
  var learningRate: Double { get set }

  /// The optimizer's momentum in the steps to come; `nil`, as at first, is its own, and so it stays for an
  /// optimizer that has none. What was set once is not taken back.
  var momentum: Double? { get set }

  /// Trains on one batch, the examples `order[batch]` of the source, and returns the mean of their losses
  /// before the step. Those behind them in the order are expected to be the next batch. `batch` lies in the
  /// order. Layers such as dropout draw from `random`, in their order.
  ///
  /// - Throws: ``TrainingError/batchSize(_:maximum:)``, ``TrainingError/rowOutOfRange(_:count:)``, or
  ///   ``TrainingError/diverged(loss:)``, which leaves the parameters as they were.
  func step(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>, random: inout RandomGenerator
  ) throws(TrainingError) -> Double

  /// The loss and some metrics over all examples of `source`; the bits do not depend on how they are cut into
  /// batches.
  ///
  /// - Throws: what
  ///   `makeTrainingSession` throws of data that do not fit, or ``TrainingError/diverged(loss:)``.
  func evaluate(_ source: any BatchSource, metrics: [MetricKind]) throws(TrainingError) -> Evaluation

  /// The running metrics over the examples of all steps since this was last asked, and their reset.
  func takeRunningMetrics() -> [Double]

  /// Whether the steps to come measure ``norms()``. What is trained is the same bits either way.
  var measuresNorms: Bool { get set }

  /// The norms of the last step that measured them: of all parameters, then of each layer; nothing where no
  /// step has.
  func norms() -> [StepNorms]

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  ///
  /// - Throws: ``TrainingError/featureCount(expected:found:)`` or ``TrainingError/outOfMemory(elements:)``.
  func predict(features: [Double], rows: Int) throws(TrainingError) -> [Double]

  /// The network's outputs (rows×outputs, row-major) for the examples `rows` of `source`.
  ///
  /// - Throws: as ``evaluate(_:)``, and ``TrainingError/rowOutOfRange(_:count:)``.
  func outputs(_ source: any BatchSource, rows: Range<Int>) throws(TrainingError) -> [Double]

  /// All parameters as they stand, in the order of the network's description.
  func parameters() -> [NamedParameter]

  /// Whether every parameter is a finite number.
  func hasFiniteParameters() -> Bool

  /// What the training goes on from, between two epochs; without its streams.
  var state: SessionState { get }

  /// Goes on from another session's state.
  ///
  /// - Throws: ``TrainingError/stateMismatch``; nothing is changed then.
  func restore(_ state: SessionState) throws(TrainingError)

  /// Gives the bytes of each parameter in turn: its values in PyTorch's order, row-major, little-endian, in
  /// the session's number type.
  func parameterBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

/// What a network makes of a set of examples.
package struct Evaluation: Equatable, Sendable {
  /// The mean of the losses: their sum in ascending order in double precision, divided by their number, or by
  /// the sum of their weights where classes have weights.
  package var meanLoss: Double
  /// The metrics that were asked for, in their order.
  package var metrics: [Double]
}

/// A parameter's values, out of their layout.
package struct NamedParameter: Equatable, Sendable {
  package var name: String
  /// As PyTorch has it: [outputs, inputs] for a weight.
  package var shape: [Int]
  /// Row-major.
  package var values: [Double]
}

/// Starts a trial: builds the network, draws its initial parameters from `random`, and allocates what
/// training needs.
///
/// `maximumBatch` is the largest number of rows that a step will be given; it is at most the examples of
/// `source`. The rules for `gradients` change them before the optimizer's step. No more than
/// `maximumThreads` work on the trial, the caller's among them. The `runningMetrics` are measured on the
/// examples of each step, before it.
///
/// - Throws: ``TrainingError`` where the network cannot be built, the data do not fit it, memory is short, or
///   the processor lacks the instructions.
package func makeTrainingSession(
  precision: Precision, network: Network, loss: any Loss, optimizer: any Optimizer,
  gradients: GradientRules = GradientRules(), source: any BatchSource, runningMetrics: [MetricKind] = [],
  maximumBatch: Int, maximumThreads: Int = .max,
  instructionSet: InstructionSet = .best, random: inout RandomGenerator
) throws(TrainingError) -> any TrainingSession {
  switch precision {
  case .float32:
    Float32Session(
      trainer: try Trainer(
        network: network, loss: loss, optimizer: optimizer, gradients: gradients, source: source,
        runningMetrics: runningMetrics, maximumBatch: maximumBatch, maximumThreads: maximumThreads,
        instructionSet: instructionSet, random: &random))
  case .float64:
    Float64Session(
      trainer: try Trainer(
        network: network, loss: loss, optimizer: optimizer, gradients: gradients, source: source,
        runningMetrics: runningMetrics, maximumBatch: maximumBatch, maximumThreads: maximumThreads,
        instructionSet: instructionSet, random: &random))
  }
}

// A class for each number type, neither of them generic: that is what makes the compiler specialise the
// engine for both. Through the witness table of a generic class it would run the unspecialised code.

private final class Float32Session: TrainerSession {
  let trainer: Trainer<Float>
  init(trainer: Trainer<Float>) { self.trainer = trainer }
}

private final class Float64Session: TrainerSession {
  let trainer: Trainer<Double>
  init(trainer: Trainer<Double>) { self.trainer = trainer }
}

private protocol TrainerSession: TrainingSession {
  associatedtype S: Scalar
  var trainer: Trainer<S> { get }
}

extension TrainerSession {
  var team: Team { trainer.team }

  var learningRate: Double {
    get { trainer.update.learningRate }
    set { trainer.update.learningRate = newValue }
  }

  var momentum: Double? {
    get { trainer.update.momentum }
    set { trainer.update.momentum = newValue }
  }

  func step(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>, random: inout RandomGenerator
  ) throws(TrainingError) -> Double {
    try trainer.step(batch, of: order, random: &random)
  }

  func evaluate(_ source: any BatchSource, metrics: [MetricKind]) throws(TrainingError) -> Evaluation {
    try trainer.evaluate(source, metrics: ExampleMetrics(metrics))
  }

  func takeRunningMetrics() -> [Double] { trainer.takeRunningMetrics() }

  var measuresNorms: Bool {
    get { trainer.measuresNorms }
    set { trainer.measuresNorms = newValue }
  }

  func norms() -> [StepNorms] { trainer.norms?.norms ?? [] }

  func predict(features: [Double], rows: Int) throws(TrainingError) -> [Double] {
    try trainer.predict(features: features, rows: rows)
  }

  func outputs(_ source: any BatchSource, rows: Range<Int>) throws(TrainingError) -> [Double] {
    try trainer.outputs(source, rows: rows)
  }

  func parameters() -> [NamedParameter] { trainer.parameters() }
  var state: SessionState { trainer.state }
  func restore(_ state: SessionState) throws(TrainingError) { try trainer.restore(state) }
  func hasFiniteParameters() -> Bool { trainer.hasFiniteParameters() }
  func parameterBytes(_ body: (UnsafeRawBufferPointer) -> Void) { trainer.parameterBytes(body) }
}
