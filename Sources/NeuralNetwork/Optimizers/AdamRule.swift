import Model

extension Adam: TrainingOptimizer {
  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S> {
    amsgrad || weightDecay != 0
      ? ExtendedAdam(adam: self).makeRule(kernels: kernels) : AdamRule(self, kernels: kernels)
  }
}

/// Adam as PyTorch has it: the moments' bias is corrected in the step size and in the root of the second
/// moment. Moments too small to matter are 0.
final class AdamRule<S: Scalar>: ProductRule {
  private var optimizer: Adam
  private let kernels: Kernels<S>
  private var stepSize = 0.0
  private var secondBiasRoot = 1.0

  init(_ optimizer: Adam, kernels: Kernels<S>) {
    self.optimizer = optimizer
    self.kernels = kernels
  }

  /// The first and the second moment.
  var slotCount: Int { 2 }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginStep(_ step: Int, learningRate: Double, momentum: Double?) {
    if let momentum { optimizer.beta1 = momentum }
    stepSize = learningRate / (1 - power(optimizer.beta1, step))
    secondBiasRoot = (1 - power(optimizer.beta2, step)).squareRoot()
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(_ elements: WeightElements<S>) {
    kernels.adam(count: elements.count, gradient: elements.gradient, step: step(elements))
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(
    _ elements: WeightElements<S>, along x: MatrixView<S>, _ dy: MatrixView<S>, _ place: PanelBlock<S>,
    start: UnsafePointer<S>?
  ) {
    kernels.matrixProductAdam(
      m: place.rows.count, n: place.columns.count, k: x.rows, a: x.pointer + place.rows.lowerBound,
      aStrides: (row: 1, column: x.stride), b: dy.pointer + place.columns.lowerBound, bStride: dy.stride,
      bias: start, step: step(elements), gradient: elements.gradient)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(
    _ elements: WeightElements<S>, along x: ByteRows, _ dy: MatrixView<S>, _ place: PanelBlock<S>
  ) {
    kernels.byteGradient(
      rows: place.rows, n: place.columns.count, x: x, dz: dy.pointer + place.columns.lowerBound,
      dzStride: dy.stride, step: step(elements), gradient: elements.gradient)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  private func step(_ elements: WeightElements<S>) -> AdamStep<S> {
    AdamStep(
      stepSize: stepSize, beta1: optimizer.beta1, beta2: optimizer.beta2, epsilon: optimizer.epsilon,
      secondBiasRoot: secondBiasRoot, firstMoment: elements.slot(0), secondMoment: elements.slot(1),
      weights: elements.weights)
  }
}
