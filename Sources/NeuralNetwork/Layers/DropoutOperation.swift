import Model

extension Dropout: TrainableLayer {
  static var layout: TensorLayout { .either }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    DropoutOperation(probability: probability, width: context.node.outputs, kernels: context.kernels)
  }
}

/// y = x · m in training, where each factor m is 0 with the probability, else 1 / (1 − probability), rounded
/// to the number type; y = x in evaluation.
final class DropoutOperation<S: Scalar>: Operation {
  private let probability: Double
  private let width: Int
  private let kernels: Kernels<S>

  init(probability: Double, width: Int, kernels: Kernels<S>) {
    self.probability = probability
    self.width = width
    self.kernels = kernels
  }

  /// The factors.
  func savedWidths(_ mode: NetworkMode) -> [Int] { mode == .training ? [width] : [] }

  var drawsNumbers: Bool { true }

  /// One uniform double of 53 bits for each element, in row-major order: it is kept where that is less than
  /// 1 − probability. So PyTorch 2.13 draws on its generic CPU path.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func draw(_ tensors: NodeTensors<S>, using random: inout RandomGenerator) {
    let factors = tensors.saved()
    let kept = 1 - probability
    let factor = 1 / S(kept)
    let numbers: [Double] = random.uniform(count: factors.rows * width, low: 0, high: 1)
    for row in 0..<factors.rows {
      for column in 0..<width {
        factors.pointer[factors.offset(row: row, column: column)] =
          numbers[row * width + column] < kept ? factor : 0
      }
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    switch mode {
    case .training: kernels.multiply(count: y.count, x.pointer, tensors.saved().pointer, into: y.pointer)
    case .evaluation: y.pointer.update(from: x.pointer, count: y.count)
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    let dy = tensors.outputGradient
    kernels.multiply(count: dy.count, dy.pointer, tensors.saved().pointer, into: dx.pointer)
  }
}
