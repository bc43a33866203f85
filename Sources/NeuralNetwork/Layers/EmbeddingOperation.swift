import Model

extension Embedding: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    EmbeddingOperation(context)
  }
}

/// y = the vector of each index that an example has.
///
/// The vectors (count×size) are kept as their transpose in panels, as all parameters: vector v is a column of
/// it. The gradient of a vector is the sum of those of all places that have its index, in ascending order of
/// examples and places.
final class EmbeddingOperation<S: Scalar>: Operation {
  private let layout: PackedLayout<S>
  private let vectors: UnsafeMutablePointer<S>

  init(_ context: OperationContext<S>) {
    layout = context.parameters[0].layout
    vectors = context.parameters[0].value
  }

  /// The elements of a vector.
  private var size: Int { layout.rows }

  /// The vector that is meant by an element of the input; training begins when all of them are known to be
  /// indices.
  private func index(_ element: S) -> Int {
    element >= 0 && element < S(layout.columns) ? Int(element) : 0
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    for row in 0..<x.rows {
      let elements = x.row(row)
      var vector = y.pointer + row * y.stride
      for element in elements {
        let column = index(element)
        let first = vectors + layout.offset(row: 0, column: column)
        let step = layout.rowStep(column: column)
        for place in 0..<size { vector[place] = first[place * step] }
        vector += size
      }
    }
  }

  func backward(_ tensors: NodeTensors<S>) {}

  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    .computed(by: self, parameter: parameter, tensors)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func computeGradient(
    of parameter: Int, _ place: PanelBlock<S>, _ tensors: NodeTensors<S>,
    into gradient: UnsafeMutablePointer<S>
  ) {
    let (x, dy) = (tensors.matrix(), tensors.outputGradient)
    for index in 0..<place.panelCount {
      let panel = place.panel(index)
      let sums = gradient + index * place.panel(0).count
      sums.update(repeating: 0, count: panel.count)
      for row in 0..<x.rows {
        for (step, element) in x.row(row).enumerated() {
          let column = self.index(element)
          guard panel.columns.contains(column) else { continue }
          let vector = dy.pointer + row * dy.stride + step * size + panel.rows.lowerBound
          let sum = sums + column - panel.columns.lowerBound
          for offset in 0..<panel.rows.count { sum[offset * panel.width] += vector[offset] }
        }
      }
    }
  }
}
