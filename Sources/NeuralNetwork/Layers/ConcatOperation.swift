import Model

extension Concat: TrainableLayer {
  static var layout: TensorLayout { .either }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    ConcatOperation()
  }
}

/// Each row of y is the rows of the inputs, one behind the other; of interleaved matrices, each group.
final class ConcatOperation<S: Scalar>: Operation {
  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let y = ConcatenatedRows(tensors.output)
    var first = 0
    for slot in 0..<tensors.slotCount {
      let x = ConcatenatedRows(tensors.matrix(slot))
      for row in 0..<y.count { (y.row(row) + first).update(from: x.row(row), count: x.width) }
      first += x.width
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let dy = ConcatenatedRows(tensors.outputGradient)
    var first = 0
    for slot in 0..<tensors.slotCount {
      if let dx = tensors.inputGradient(slot).map(ConcatenatedRows.init) {
        for row in 0..<dy.count { dx.row(row).update(from: dy.row(row) + first, count: dx.width) }
      }
      first += ConcatenatedRows(tensors.matrix(slot)).width
    }
  }
}

/// The pieces of a matrix that lie one behind the other in a concatenation.
private struct ConcatenatedRows<S: Scalar> {
  private let matrix: MatrixView<S>

  init(_ matrix: MatrixView<S>) { self.matrix = matrix }

  var count: Int { matrix.isInterleaved ? matrix.groups : matrix.rows }
  var width: Int { matrix.isInterleaved ? matrix.columns * S.lanes : matrix.columns }

  func row(_ index: Int) -> UnsafeMutablePointer<S> {
    matrix.isInterleaved ? matrix.group(index) : matrix.pointer + index * matrix.stride
  }
}
