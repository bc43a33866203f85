import Model

/// What a node of a ``Program`` computes. It knows its parameters; the tensors are handed to it in
/// ``NodeTensors``.
///
/// It is called through the witness table of a generic class, which runs unspecialised code: each function
/// asks with `@_specialize` for code of its own for both number types, a quarter of a small trial's time.
/// Loops over numbers belong in kernels.
///
/// The workers of a ``Team`` call an operation concurrently, with different rows, columns, blocks and parts.
protocol Operation<S>: AnyObject {
  associatedtype S: Scalar

  /// Whether it can read the network's input as bytes; else it gets them as values.
  var readsBytes: Bool { get }

  /// The elements of one example of each matrix that it keeps: in training from forward to the update, with
  /// zeros at first; in evaluation, with anything, while it computes its output. They are laid out as its
  /// output is.
  func savedWidths(_ mode: NetworkMode) -> [Int]

  /// What it keeps of a row where that is so much that the rows of a task should be few; `nil` of most.
  var bytesOfRow: Int? { get }

  /// In how many parts ``prepare(part:)`` is done.
  var preparationParts: Int { get }

  /// A part of what the other functions need of the parameters as they stand; once a step.
  func prepare(part: Int)

  /// Called once before rows are evaluated.
  func beginEvaluation()

  /// Whether ``draw(_:using:)`` is to be called.
  var drawsNumbers: Bool { get }

  /// Draws what the step needs of random numbers, for all rows of a batch; node by node, before anything
  /// else.
  func draw(_ tensors: NodeTensors<S>, using random: inout RandomGenerator)

  /// The columns of the output may be cut at multiples of this, and each piece be computed alone; `nil` where
  /// they may not be cut.
  var columnUnit: Int? { get }

  /// In how many parts ``beginBatch(_:part:_:)`` is done, which needs all rows of a batch; 0 where a row's
  /// output, or its gradient, depends on that row alone.
  func batchParts(_ direction: Direction) -> Int

  /// A part of what ``forward(_:columns:mode:)`` in training, or ``backward(_:)``, needs of all rows.
  func beginBatch(_ direction: Direction, part: Int, _ tensors: NodeTensors<S>)

  /// The `columns` of the output, for the rows of `tensors`. They begin at a multiple of ``columnUnit``, and
  /// end at one or at the last.
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode)

  /// The gradients of the inputs, where they are needed, from that of the output, which has zeros in its
  /// padding, and from what ``forward(_:columns:mode:)`` in training read and wrote.
  ///
  /// It may overwrite the output's gradient with what ``gradient(of:_:)`` needs.
  func backward(_ tensors: NodeTensors<S>)

  /// The gradient of one of its parameters over all rows of the batch, when ``backward(_:)`` was called for
  /// each.
  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S>

  /// Computes a block of the gradient of a parameter for which ``gradient(of:_:)`` is
  /// ``Gradient/computed(by:_:_:)``: panel by panel, each behind the one before, with zeros in the padding.
  func computeGradient(
    of parameter: Int, _ place: PanelBlock<S>, _ tensors: NodeTensors<S>,
    into gradient: UnsafeMutablePointer<S>)
}

extension Operation {
  var readsBytes: Bool { false }
  func savedWidths(_ mode: NetworkMode) -> [Int] { [] }
  var bytesOfRow: Int? { nil }
  var preparationParts: Int { 0 }
  func prepare(part: Int) {}
  func beginEvaluation() {}
  var drawsNumbers: Bool { false }
  func draw(_ tensors: NodeTensors<S>, using random: inout RandomGenerator) {}
  var columnUnit: Int? { nil }
  func batchParts(_ direction: Direction) -> Int { 0 }
  func beginBatch(_ direction: Direction, part: Int, _ tensors: NodeTensors<S>) {}
  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    preconditionFailure("an operation with parameters has their gradients")
  }
  func computeGradient(
    of parameter: Int, _ place: PanelBlock<S>, _ tensors: NodeTensors<S>,
    into gradient: UnsafeMutablePointer<S>
  ) { preconditionFailure("an operation computes the gradients that it says it does") }
}

/// Whether a network is trained or evaluated; layers such as dropout differ between the two.
enum NetworkMode { case training, evaluation }

/// The two passes of a step.
enum Direction { case forward, backward }

/// How the examples of the tensors that an operation reads and writes lie in memory.
enum TensorLayout {
  /// A row for each.
  case rows
  /// Interleaved: see ``MatrixView``.
  case interleaved
  /// Either, as those of the first tensor that it reads; all are the same.
  case either
}

/// A layer that can be trained.
protocol TrainableLayer: Layer {
  static var layout: TensorLayout { get }

  /// The layer's operation in a trial, on what it reads and writes and on its parameters.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/noOperation(_:)``.
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S>
}

extension TrainableLayer {
  static var layout: TensorLayout { .rows }
}

extension Layer {
  /// How its operation's tensors lie in memory.
  static var tensorLayout: TensorLayout { (self as? any TrainableLayer.Type)?.layout ?? .either }

  /// Its operation in a trial; that of an activation is known to the kernels.
  func operation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    if let layer = self as? any TrainableLayer { return try layer.makeOperation(context) }
    if self is any ShapeLayer { return ActivationOperation(.identity, kernels: context.kernels) }
    guard let activation = self as? any Activation else { throw .noOperation(Self.name) }
    return ActivationOperation(try KernelActivation(activation), kernels: context.kernels)
  }
}

/// What a layer's operation is made for.
struct OperationContext<S: Scalar> {
  var node: NetworkNode
  /// In the order of ``NetworkNode/parameters``.
  var parameters: [Parameter<S>]
  /// Whether any input needs a gradient.
  var needsInputGradient: Bool
  var kernels: Kernels<S>
}
