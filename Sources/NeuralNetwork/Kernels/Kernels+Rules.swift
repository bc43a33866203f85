internal import CKernels

/// The rules of optimizers that move each weight by itself (`optimizer_rules.inc.h`).
package enum ElementwiseRuleKind: CaseIterable, Sendable {
  case descent, momentum, nesterov, adagrad, rmsprop, rmspropMomentum, rmspropCentered,
    rmspropCenteredMomentum, adadelta, adam, amsgrad, nadam, firstMoment, lion

  /// The numbers that it keeps for each weight.
  package var slotCount: Int {
    switch self {
    case .descent: 0
    case .momentum, .nesterov, .adagrad, .rmsprop, .lion: 1
    case .rmspropMomentum, .rmspropCentered, .adadelta, .adam, .nadam, .firstMoment: 2
    case .rmspropCenteredMomentum, .amsgrad: 3
    }
  }

  fileprivate var identifier: nn_rule_kind {
    switch self {
    case .descent: NN_RULE_DESCENT
    case .momentum: NN_RULE_MOMENTUM
    case .nesterov: NN_RULE_NESTEROV
    case .adagrad: NN_RULE_ADAGRAD
    case .rmsprop: NN_RULE_RMSPROP
    case .rmspropMomentum: NN_RULE_RMSPROP_MOMENTUM
    case .rmspropCentered: NN_RULE_RMSPROP_CENTERED
    case .rmspropCenteredMomentum: NN_RULE_RMSPROP_CENTERED_MOMENTUM
    case .adadelta: NN_RULE_ADADELTA
    case .adam: NN_RULE_ADAM
    case .amsgrad: NN_RULE_AMSGRAD
    case .nadam: NN_RULE_NADAM
    case .firstMoment: NN_RULE_FIRST_MOMENT
    case .lion: NN_RULE_LION
    }
  }
}

/// What such a rule needs to know in a step, the same for all weights; each rule uses some of the numbers.
package struct ElementwiseStep: Equatable, Sendable {
  package var kind: ElementwiseRuleKind
  /// What the direction of the step is multiplied by.
  package var rate: Double
  /// What the gradient beside it is multiplied by.
  package var gradientRate = 0.0
  /// g + weightDecay · w takes the place of g.
  package var weightDecay = 0.0
  /// Then w · weightFactor takes the place of w.
  package var weightFactor = 1.0
  /// The decays of a mean of gradients, and of one of squares.
  package var beta1 = 0.0
  package var beta2 = 0.0
  package var epsilon = 0.0

  package init(_ kind: ElementwiseRuleKind, rate: Double) {
    self.kind = kind
    self.rate = rate
  }
}

extension Kernels {
  /// A step of an elementwise rule along a gradient of `count` numbers, a multiple of ``Scalar/lanes``. The
  /// slots begin at `slots`, `slotStep` from one to the next.
  package func update(
    count: Int, gradient: UnsafePointer<S>, step: ElementwiseStep, slots: UnsafeMutablePointer<S>,
    slotStep: Int, weights: UnsafeMutablePointer<S>
  ) {
    var rule = nn_rule()
    rule.kind = step.kind.identifier
    rule.rate = step.rate
    rule.gradient_rate = step.gradientRate
    rule.weight_decay = step.weightDecay
    rule.weight_factor = step.weightFactor
    rule.beta1 = step.beta1
    rule.beta2 = step.beta2
    rule.epsilon = step.epsilon
    rule.slots = (
      UnsafeMutableRawPointer(slots), UnsafeMutableRawPointer(slots + slotStep),
      UnsafeMutableRawPointer(slots + 2 * slotStep)
    )
    rule.w = UnsafeMutableRawPointer(weights)
    withUnsafePointer(to: rule) { table.pointee.update(count, gradient, $0) }
  }
}

// What is done to gradients (`gradients.inc.h`).
extension Kernels {
  /// Adds the gradient of l1 · |w| + l2 / 2 · w² to `gradient`.
  package func penalize(
    count: Int, l1: Double, l2: Double, weights: UnsafePointer<S>, gradient: UnsafeMutablePointer<S>
  ) {
    table.pointee.penalize(count, l1, l2, weights, gradient)
  }

  /// Brings each number into the range from -`limit` to `limit`.
  package func clamp(count: Int, to limit: Double, _ gradient: UnsafeMutablePointer<S>) {
    table.pointee.clamp(count, limit, gradient)
  }

  package func scale(count: Int, by factor: Double, _ gradient: UnsafeMutablePointer<S>) {
    table.pointee.scale(count, factor, gradient)
  }

  /// The sum of the squares in double precision; the order is that of the kernel.
  package func sumOfSquares(count: Int, _ gradient: UnsafePointer<S>) -> Double {
    table.pointee.sum_of_squares(count, gradient)
  }
}
