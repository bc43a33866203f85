import Model

extension SGD: TrainingOptimizer {
  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S> {
    dampening != 0 || nesterov || weightDecay != 0
      ? ExtendedSGD(sgd: self).makeRule(kernels: kernels) : SGDRule(self, kernels: kernels)
  }
}

/// Stochastic gradient descent with more than momentum.
struct ExtendedSGD: ElementwiseOptimizer, MomentumOptimizer {
  static let name = SGD.name
  var sgd: SGD

  var learningRate: Double { sgd.learningRate }
  var momentum: Double {
    get { sgd.momentum }
    set { sgd.momentum = newValue }
  }
  private var kind: ElementwiseRuleKind {
    if sgd.momentum == 0 { return .descent }
    return sgd.nesterov ? .nesterov : .momentum
  }
  var slotCount: Int { kind.slotCount }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = ElementwiseStep(kind, rate: learningRate)
    constants.beta1 = sgd.momentum
    constants.gradientRate = step == 1 ? 1 : 1 - sgd.dampening
    constants.weightDecay = sgd.weightDecay
    return constants
  }
}

/// Stochastic gradient descent, with momentum where it is not 0: v ← momentum·v + g,
/// w ← w − learningRate·v. A v too small to matter is flushed to 0; it is 0 at first, so that the first step
/// takes the gradient itself.
final class SGDRule<S: Scalar>: UpdateRule {
  private var optimizer: SGD
  private let kernels: Kernels<S>
  private var learningRate: Double

  init(_ optimizer: SGD, kernels: Kernels<S>) {
    self.optimizer = optimizer
    self.kernels = kernels
    learningRate = optimizer.learningRate
  }

  /// v; none without momentum.
  var slotCount: Int { optimizer.momentum == 0 ? 0 : 1 }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginStep(_ step: Int, learningRate: Double, momentum: Double?) {
    self.learningRate = learningRate
    if let momentum { optimizer.momentum = momentum }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(_ elements: WeightElements<S>) {
    kernels.sgd(
      count: elements.count, learningRate: learningRate, momentum: optimizer.momentum,
      gradient: elements.gradient, velocity: slotCount == 0 ? nil : elements.slot(0),
      weights: elements.weights)
  }
}
