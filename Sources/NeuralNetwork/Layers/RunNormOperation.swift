import Model

extension LayerNorm: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    let input = context.node.input
    let length = normalizedShape(of: input).elementCount
    return try RunNormOperation(
      context, count: input.elementCount / length, length: length, inner: 1, weightStep: 0, epsilon: epsilon)
  }
}

extension GroupNorm: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    let input = context.node.input
    let channels = input.first ?? 1
    return try RunNormOperation(
      context, count: groups, length: input.elementCount / groups, inner: input.elementCount / channels,
      weightStep: channels / groups, epsilon: epsilon)
  }
}

/// y = w · (x − mean) / √(variance + epsilon) + b, with the mean and (biased) variance of each run of numbers
/// of an example: all that layer normalisation puts together, or the channels of a group.
///
/// With n = (x − mean) / √(variance + epsilon) the gradients are dw = Σ dy · n, db = Σ dy, and with u = dy ·
/// w, dx = (u − mean(u) − n · mean(u · n)) / √(variance + epsilon).
final class RunNormOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>
  /// With no rows.
  private let shape: NumberRuns
  private let weight, bias: Factors
  private let epsilon: Double

  /// A parameter and its numbers in the order of a run, which are others where it has several dimensions.
  private struct Factors {
    let parameter: Parameter<S>
    let copy: AlignedBuffer<S>?

    init(_ parameter: Parameter<S>) throws(TrainingError) {
      self.parameter = parameter
      copy = parameter.layout.rows > 1 ? try AlignedBuffer(count: parameter.description.count) : nil
    }

    var inOrder: UnsafeMutablePointer<S> { copy?.pointer ?? parameter.value }

    func prepare() {
      guard let copy else { return }
      let layout = parameter.layout
      for column in 0..<layout.columns {
        for row in 0..<layout.rows {
          copy.pointer[column * layout.rows + row] = parameter.value[layout.offset(row: row, column: column)]
        }
      }
    }
  }

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    _ context: OperationContext<S>, count: Int, length: Int, inner: Int, weightStep: Int, epsilon: Double
  ) throws(TrainingError) {
    kernels = context.kernels
    shape = NumberRuns(
      rows: 0, step: S.stride(columns: count * length), count: count, length: length, inner: inner,
      weightStep: weightStep, scaleStep: S.stride(columns: count))
    weight = try Factors(context.parameters[0])
    bias = try Factors(context.parameters[1])
    self.epsilon = epsilon
  }

  /// The normalised numbers, and 1 / √(variance + epsilon) of each run.
  func savedWidths(_ mode: NetworkMode) -> [Int] { [shape.count * shape.length, shape.count] }

  var preparationParts: Int { weight.copy == nil ? 0 : 1 }

  func prepare(part: Int) {
    weight.prepare()
    bias.prepare()
  }

  func beginEvaluation() { prepare(part: 0) }

  private func runs(_ tensors: NodeTensors<S>) -> NumberRuns {
    var runs = shape
    runs.rows = tensors.rows.count
    return runs
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    kernels.normalize(
      runs(tensors), epsilon: epsilon, tensors.matrix().pointer, weight: weight.inOrder, bias: bias.inOrder,
      normal: tensors.saved(0).pointer, scale: tensors.saved(1).pointer, into: tensors.output.pointer)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    kernels.normalizeBackward(
      runs(tensors), normal: tensors.saved(0).pointer, scale: tensors.saved(1).pointer,
      weight: weight.inOrder,
      dy: tensors.outputGradient.pointer, into: dx.pointer)
  }

  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    .computed(by: self, parameter: parameter, tensors)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func computeGradient(
    of parameter: Int, _ place: PanelBlock<S>, _ tensors: NodeTensors<S>,
    into gradient: UnsafeMutablePointer<S>
  ) {
    let (runs, dy) = (runs(tensors), tensors.outputGradient.pointer)
    let normal: UnsafePointer<S>? = parameter == 0 ? UnsafePointer(tensors.saved(0).pointer) : nil
    let rows = weight.parameter.layout.rows
    for index in 0..<place.panelCount {
      let panel = place.panel(index)
      let sums = gradient + index * place.panel(0).count
      sums.update(repeating: 0, count: panel.count)
      if rows == 1 {
        kernels.runTotals(runs, weights: panel.columns, dy: dy, times: normal, into: sums)
        continue
      }
      withUnsafeTemporaryAllocation(of: S.self, capacity: panel.rows.count) { column in
        guard let first = column.baseAddress else { return }
        for (place, index) in panel.columns.enumerated() {
          let weights = index * rows + panel.rows.lowerBound..<index * rows + panel.rows.upperBound
          kernels.runTotals(runs, weights: weights, dy: dy, times: normal, into: first)
          for row in column.indices { sums[row * panel.width + place] = column[row] }
        }
      }
    }
  }
}
