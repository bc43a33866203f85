import Model

extension SGD: TrainingOptimizer {
  func makeRule<S>(count: Int, kernels: Kernels<S>) throws(TrainingError) -> any UpdateRule<S> {
    try SGDRule(learningRate: learningRate, momentum: momentum, count: count, kernels: kernels)
  }
}

/// Stochastic gradient descent, with momentum where it is not 0: v ← momentum·v + g,
/// w ← w − learningRate·v. A v too small to matter is flushed to 0.
final class SGDRule<S: Scalar>: UpdateRule {
  private let learningRate: Double
  private let momentum: Double
  /// v, at first 0, so that the first step takes the gradient itself; `nil` without momentum.
  private let velocity: AlignedBuffer<S>?
  private let kernels: Kernels<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    learningRate: Double, momentum: Double, count: Int, kernels: Kernels<S>
  ) throws(TrainingError) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.velocity = momentum == 0 ? nil : try AlignedBuffer(count: count)
    self.kernels = kernels
  }

  func beginStep() {}

  func update(
    _ block: ParameterBlock<S>, along gradient: BlockGradient<S>, scratch: UnsafeMutablePointer<S>
  ) {
    gradient.compute(into: scratch, kernels: kernels)
    let count = block.place.panel(0).count
    for index in 0..<block.place.panelCount {
      let place = index * block.place.panelStep
      // `velocity.map` would build generic metadata in each call, a tenth of a small trial's time.
      var panelVelocity: UnsafeMutablePointer<S>?
      if let velocity { panelVelocity = velocity.pointer + block.offset + place }
      kernels.sgd(
        count: count, learningRate: learningRate, momentum: momentum, gradient: scratch + index * count,
        velocity: panelVelocity, weights: block.weights + place)
    }
  }
}
