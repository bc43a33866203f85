import Model

/// The layer that a program puts between layers whose tensors are laid out in rows and those whose examples
/// are interleaved. No file names it.
struct Relayout: ElementwiseLayer {
  static let name = "relayout"
}

extension Relayout: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    RelayoutOperation(kernels: context.kernels)
  }
}

/// y = x in the other layout; see ``MatrixView``.
final class RelayoutOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>

  init(kernels: Kernels<S>) { self.kernels = kernels }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    copy(tensors.matrix(), to: tensors.output)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    copy(tensors.outputGradient, to: dx)
  }

  private func copy(_ x: MatrixView<S>, to y: MatrixView<S>) {
    if y.isInterleaved {
      kernels.interleave(m: x.rows, n: x.columns, x.pointer, stride: x.stride, into: y.pointer)
    } else {
      kernels.deinterleave(m: y.rows, n: y.columns, x.pointer, into: y.pointer, stride: y.stride)
    }
  }
}
