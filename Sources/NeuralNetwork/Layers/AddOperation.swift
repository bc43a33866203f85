import Model

extension Add: TrainableLayer {
  static var layout: TensorLayout { .either }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    AddOperation(kernels: context.kernels)
  }
}

/// y = x₀ + x₁ + …, from left to right.
final class AddOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>

  init(kernels: Kernels<S>) { self.kernels = kernels }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let y = tensors.output
    y.pointer.update(from: tensors.matrix(0).pointer, count: y.count)
    for slot in 1..<tensors.slotCount {
      kernels.add(count: y.count, tensors.matrix(slot).pointer, to: y.pointer)
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let dy = tensors.outputGradient
    for slot in 0..<tensors.slotCount {
      tensors.inputGradient(slot)?.pointer.update(from: dy.pointer, count: dy.count)
    }
  }
}
