import ElementaryFunctions
import Model

// Adam with more than its plain step, and the optimizers that are made of its moments. The quotient is
// expanded by the root of the second moment's bias, as in `optimizers.inc.h`.

/// The constants of Adam's step with corrections for the moments' bias.
private func adamConstants(
  _ kind: ElementwiseRuleKind, step: Int, learningRate: Double, beta1: Double, beta2: Double, epsilon: Double
) -> ElementwiseStep {
  let secondBiasRoot = (1 - power(beta2, step)).squareRoot()
  var constants = ElementwiseStep(
    kind, rate: learningRate / (1 - power(beta1, step)) * secondBiasRoot)
  constants.beta1 = beta1
  constants.beta2 = beta2
  constants.epsilon = epsilon * secondBiasRoot
  return constants
}

extension ElementwiseStep {
  /// Lets the weights decay, by their gradient or apart from it.
  fileprivate mutating func decay(_ weightDecay: Double, isDecoupled: Bool, learningRate: Double) {
    if isDecoupled { weightFactor = 1 - learningRate * weightDecay } else { self.weightDecay = weightDecay }
  }
}

/// Adam with amsgrad or weight decay.
struct ExtendedAdam: ElementwiseOptimizer, MomentumOptimizer {
  static let name = Adam.name
  var adam: Adam

  var learningRate: Double { adam.learningRate }
  var momentum: Double {
    get { adam.beta1 }
    set { adam.beta1 = newValue }
  }
  private var kind: ElementwiseRuleKind { adam.amsgrad ? .amsgrad : .adam }
  var slotCount: Int { kind.slotCount }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = adamConstants(
      kind, step: step, learningRate: learningRate, beta1: adam.beta1, beta2: adam.beta2,
      epsilon: adam.epsilon)
    constants.decay(adam.weightDecay, isDecoupled: false, learningRate: learningRate)
    return constants
  }
}

extension AdamW: ElementwiseOptimizer {
  private var kind: ElementwiseRuleKind { amsgrad ? .amsgrad : .adam }
  var slotCount: Int { kind.slotCount }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = adamConstants(
      kind, step: step, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    constants.decay(weightDecay, isDecoupled: true, learningRate: learningRate)
    return constants
  }
}

extension NAdam: TrainingOptimizer {
  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S> {
    NesterovAdam(nadam: self).makeRule(kernels: kernels)
  }
}

/// NAdam with the product of the momenta up to the last step.
private struct NesterovAdam: ElementwiseOptimizer {
  static let name = NAdam.name
  var nadam: NAdam
  private var product = 1.0
  private var lastStep = 0

  init(nadam: NAdam) { self.nadam = nadam }

  var learningRate: Double { nadam.learningRate }
  var slotCount: Int { 2 }

  /// The decay of the first moment in a step.
  private func momentum(_ step: Int) -> Double {
    nadam.beta1 * (1 - 0.5 * pow(0.96, Double(step) * nadam.momentumDecay))
  }

  mutating func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    // From the first step on where the training goes on from a state: in the same order, so the same bits.
    if lastStep >= step { (product, lastStep) = (1, 0) }
    while lastStep < step {
      lastStep += 1
      product *= momentum(lastStep)
    }
    let next = momentum(step + 1)
    let secondBiasRoot = (1 - power(nadam.beta2, step)).squareRoot()
    var constants = ElementwiseStep(
      .nadam, rate: learningRate * next / (1 - product * next) * secondBiasRoot)
    constants.gradientRate = learningRate * (1 - momentum(step)) / (1 - product) * secondBiasRoot
    constants.beta1 = nadam.beta1
    constants.beta2 = nadam.beta2
    constants.epsilon = nadam.epsilon * secondBiasRoot
    constants.decay(nadam.weightDecay, isDecoupled: nadam.isDecayDecoupled, learningRate: learningRate)
    return constants
  }
}

extension RAdam: ElementwiseOptimizer {
  var slotCount: Int { 2 }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    let (firstBias, secondPower) = (1 - power(beta1, step), power(beta2, step))
    // The length of the simple moving average that the second moment stands for (section 4).
    let longest = 2 / (1 - beta2) - 1
    let length = longest - 2 * Double(step) * secondPower / (1 - secondPower)
    var constants = ElementwiseStep(.firstMoment, rate: learningRate / firstBias)
    if length > 5 {
      let rectification =
        ((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)).squareRoot()
      constants.kind = .adam
      constants.rate *= rectification * (1 - secondPower).squareRoot()
    }
    constants.beta1 = beta1
    constants.beta2 = beta2
    constants.epsilon = epsilon
    constants.decay(weightDecay, isDecoupled: isDecayDecoupled, learningRate: learningRate)
    return constants
  }
}

extension Lion: ElementwiseOptimizer {
  var slotCount: Int { 1 }

  func constants(step: Int, learningRate: Double) -> ElementwiseStep {
    var constants = ElementwiseStep(.lion, rate: learningRate)
    constants.beta1 = beta1
    constants.beta2 = beta2
    constants.decay(weightDecay, isDecoupled: true, learningRate: learningRate)
    return constants
  }
}
