import Model

extension Softmax: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    SoftmaxOperation(context, isLogarithm: false)
  }
}

extension LogSoftmax: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    SoftmaxOperation(context, isLogarithm: true)
  }
}

/// y_j = exp(x_j) / Σ_k exp(x_k) over the last dimension, with dx_j = y_j · (dy_j − Σ_k dy_k · y_k); or its
/// logarithm, with dx_j = dy_j − exp(y_j) · Σ_k dy_k.
final class SoftmaxOperation<S: Scalar>: Operation {
  private let isLogarithm: Bool
  /// The elements of the last dimension.
  private let length: Int
  private let kernels: Kernels<S>

  init(_ context: OperationContext<S>, isLogarithm: Bool) {
    self.isLogarithm = isLogarithm
    length = context.node.input.last ?? 1
    kernels = context.kernels
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    kernels.softmax(tensors.matrix(), length: length, isLogarithm: isLogarithm, into: tensors.output.pointer)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    kernels.softmaxBackward(
      y: tensors.output, dy: tensors.outputGradient.pointer, length: length, isLogarithm: isLogarithm,
      into: dx.pointer)
  }
}
