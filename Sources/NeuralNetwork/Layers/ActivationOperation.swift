import Model

/// y = f(x), elementwise.
final class ActivationOperation<S: Scalar>: Operation {
  private let activation: KernelActivation
  private let kernels: Kernels<S>

  init(_ activation: KernelActivation, kernels: Kernels<S>) {
    self.activation = activation
    self.kernels = kernels
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    kernels.activate(activation, count: y.count, x.pointer, into: y.pointer)
  }

  /// dx = dy · f′(x), computed from x or from y.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    let known = activation.readsInput ? tensors.matrix() : tensors.output
    let dy = tensors.outputGradient
    kernels.activateBackward(
      activation, count: dy.count, known: known.pointer, dy: dy.pointer, into: dx.pointer)
  }
}
