import Model

extension Adam: TrainingOptimizer {
  func makeRule<S>(count: Int, kernels: Kernels<S>) throws(TrainingError) -> any UpdateRule<S> {
    try AdamRule(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, count: count, kernels: kernels
    )
  }
}

/// Adam as PyTorch has it: the moments' bias is corrected in the step size and in the root of the second
/// moment. Moments too small to matter are 0.
final class AdamRule<S: Scalar>: UpdateRule {
  private let learningRate: Double
  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let firstMoment: AlignedBuffer<S>
  private let secondMoment: AlignedBuffer<S>
  private let kernels: Kernels<S>
  private var steps = 0
  private var stepSize = 0.0
  private var secondBiasRoot = 1.0

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, count: Int, kernels: Kernels<S>
  ) throws(TrainingError) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.firstMoment = try AlignedBuffer(count: count)
    self.secondMoment = try AlignedBuffer(count: count)
    self.kernels = kernels
  }

  func beginStep() {
    steps += 1
    stepSize = learningRate / (1 - power(beta1, steps))
    secondBiasRoot = (1 - power(beta2, steps)).squareRoot()
  }

  func update(
    _ block: ParameterBlock<S>, along gradient: BlockGradient<S>, scratch: UnsafeMutablePointer<S>
  ) {
    let (dy, place) = (gradient.dy, gradient.place)
    switch gradient.x {
    case .bytes(let x):
      kernels.byteGradient(
        rows: place.rows, n: place.columns.count, x: x, dz: dy.pointer + place.columns.lowerBound,
        dzStride: dy.stride, step: step(at: 0, of: block), gradient: scratch)
    case .matrix(let x):
      for index in 0..<place.panelCount {
        let panel = place.panel(index)
        kernels.matrixProductAdam(
          m: panel.rows.count, n: panel.columns.count, k: x.rows, a: x.pointer + panel.rows.lowerBound,
          aStrides: (row: 1, column: x.stride), b: dy.pointer + panel.columns.lowerBound, bStride: dy.stride,
          step: step(at: index * place.panelStep, of: block), gradient: scratch)
      }
    }
  }

  /// For the part of a block that begins at a place of it.
  private func step(at place: Int, of block: ParameterBlock<S>) -> AdamStep<S> {
    AdamStep(
      stepSize: stepSize, beta1: beta1, beta2: beta2, epsilon: epsilon, secondBiasRoot: secondBiasRoot,
      firstMoment: firstMoment.pointer + block.offset + place,
      secondMoment: secondMoment.pointer + block.offset + place, weights: block.weights + place)
  }

  /// base^exponent by repeated squaring: the same bits on every machine, which a system's `pow` does not
  /// promise.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
