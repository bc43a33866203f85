/// A layer of a network in a trial: it knows its parameters and owns what it needs between forward and
/// backward.
///
/// A layer is called through the witness table of a generic class, so its code is not specialised for `S`:
/// its loops over numbers belong in kernels.
///
/// A batch of m examples is a matrix of m rows, each an example's tensor flattened in row-major order.
protocol Layer<S>: AnyObject {
  associatedtype S: Scalar

  /// y (m×outputs) = the layer's answer to x (m×inputs).
  func forward(_ x: MatrixView<S>, into y: MatrixView<S>, mode: NetworkMode)

  /// The gradients of the parameters, overwritten, and of the input, from what the last
  /// ``forward(_:into:mode:)`` in training read and wrote.
  ///
  /// `dy` (m×outputs) is the gradient of y, with zeros in its padding; the layer may overwrite it. `dx`
  /// (m×inputs) gets the gradient of x; it is `nil` where nobody asks for it.
  func backward(x: MatrixView<S>, y: MatrixView<S>, dy: MatrixView<S>, dx: MatrixView<S>?)
}

/// Whether a network learns or answers; layers such as dropout differ between the two.
enum NetworkMode { case training, evaluation }

extension LayerDescription {
  /// The layer for one example's `input` and `output` shapes; its `parameters` get their initial values,
  /// drawn in order.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  func makeLayer<S>(
    input: [Int], output: [Int], parameters: [Parameter<S>], kernels: Kernels<S>, isFirst: Bool,
    random: inout RandomGenerator
  ) throws(TrainingError) -> any Layer<S> {
    switch self {
    case .dense(_, let activation, let weights, let bias):
      let (fanIn, fanOut) = (input.elementCount, output.elementCount)
      parameters[0].load(weights.draw(fanIn: fanIn, fanOut: fanOut, using: &random))
      parameters[1].load(bias.drawBias(fanIn: fanIn, fanOut: fanOut, using: &random))
      return try Dense(
        inputs: fanIn, outputs: fanOut, activation: activation, weight: parameters[0], bias: parameters[1],
        kernels: kernels, isFirst: isFirst)
    }
  }
}
