import Model

// The optimizers that divide each weight's step by the root of a sum or mean of its squared gradients.

extension AdaGrad: ElementwiseOptimizer {
  var slotCount: Int { 1 }
  var initialValue: Double { initialAccumulator }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = ElementwiseStep(
      .adagrad, rate: learningRate / (1 + Double(step - 1) * learningRateDecay))
    constants.epsilon = epsilon
    constants.weightDecay = weightDecay
    return constants
  }
}

extension RMSProp: ElementwiseOptimizer {
  private var kind: ElementwiseRuleKind {
    if momentum == 0 { return isCentered ? .rmspropCentered : .rmsprop }
    return isCentered ? .rmspropCenteredMomentum : .rmspropMomentum
  }
  var slotCount: Int { kind.slotCount }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = ElementwiseStep(kind, rate: learningRate)
    constants.beta1 = momentum
    constants.beta2 = alpha
    constants.epsilon = epsilon
    constants.weightDecay = weightDecay
    return constants
  }
}

extension AdaDelta: ElementwiseOptimizer {
  var slotCount: Int { 2 }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = ElementwiseStep(.adadelta, rate: learningRate)
    constants.beta2 = rho
    constants.epsilon = epsilon
    constants.weightDecay = weightDecay
    return constants
  }
}
