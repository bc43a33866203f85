import Model

/// The operation of a layer in a trial: it knows its parameters and owns what it needs between forward and
/// backward.
///
/// A layer is called through the witness table of a generic class, so its code is not specialised for `S`:
/// its loops over numbers belong in kernels.
///
/// A batch of m examples is a matrix of m rows, each an example's tensor flattened in row-major order. The
/// workers of a ``Team`` call a layer concurrently, with different rows, columns, blocks and parts.
protocol LayerOperation<S>: AnyObject {
  associatedtype S: Scalar

  /// In how many parts ``prepareBackward(part:)`` is done.
  var preparationParts: Int { get }

  /// A part of what ``backward(x:y:dy:dx:)`` needs of the parameters as they stand.
  func prepareBackward(part: Int)

  /// The columns of the output may be cut at multiples of this, and each piece be computed alone. All outputs
  /// where they may not be cut.
  var columnUnit: Int { get }

  /// The `columns` of y (rows×outputs), the layer's output for x (rows×inputs). They begin at a multiple of
  /// ``columnUnit``, and end at one or at the last.
  func forward(_ x: LayerInput<S>, into y: MatrixView<S>, columns: Range<Int>, mode: NetworkMode)

  /// From what ``forward(_:into:columns:mode:)`` in training read and wrote, the gradient of its input.
  ///
  /// `dy` (rows×outputs) is the gradient of y, with zeros in its padding; the layer may overwrite it with
  /// what ``gradient(of:in:x:dy:)`` needs. `dx` (rows×inputs) gets the gradient of x; it is `nil` where it
  /// is not needed.
  func backward(x: LayerInput<S>, y: MatrixView<S>, dy: MatrixView<S>, dx: MatrixView<S>?)

  /// The gradient of a block of one of the layer's parameters over all rows of the batch: x is what the layer
  /// read, dy what ``backward(x:y:dy:dx:)`` left.
  func gradient(
    of parameter: Int, in block: PanelBlock<S>, x: LayerInput<S>, dy: MatrixView<S>
  ) -> BlockGradient<S>
}

/// Whether a network is trained or evaluated; layers such as dropout differ between the two.
enum NetworkMode { case training, evaluation }

/// A layer that can be trained.
protocol TrainableLayer: Layer {
  /// The layer's operation in a trial, on what it reads and writes and on its parameters.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/noOperation(_:)``.
  func makeOperation<S>(
    _ shapes: LayerShapes, parameters: [Parameter<S>], kernels: Kernels<S>, isFirst: Bool
  ) throws(TrainingError) -> any LayerOperation<S>
}
