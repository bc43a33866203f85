import Model

extension Concat: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    ConcatOperation()
  }
}

/// Each row of y is the rows of the inputs, one behind the other.
final class ConcatOperation<S: Scalar>: Operation {
  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let y = tensors.output
    var column = 0
    for slot in 0..<tensors.slotCount {
      let x = tensors.matrix(slot)
      for row in 0..<y.rows {
        (y.pointer + row * y.stride + column).update(from: x.pointer + row * x.stride, count: x.columns)
      }
      column += x.columns
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let dy = tensors.outputGradient
    var column = 0
    for slot in 0..<tensors.slotCount {
      if let dx = tensors.inputGradient(slot) {
        for row in 0..<dy.rows {
          (dx.pointer + row * dx.stride).update(
            from: dy.pointer + row * dy.stride + column, count: dx.columns)
        }
      }
      column += tensors.matrix(slot).columns
    }
  }
}
