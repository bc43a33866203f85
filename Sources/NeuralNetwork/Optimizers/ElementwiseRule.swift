import Model

/// An optimizer that moves each weight by itself, with constants that a step has for all of them.
protocol ElementwiseOptimizer: TrainingOptimizer {
  /// What it keeps for each weight; the same in every step.
  var slotCount: Int { get }
  /// What a slot holds before the first step.
  var initialValue: Double { get }
  /// The constants of step `step`, counted from 1. They depend on nothing else: what an optimizer keeps from
  /// one call to the next only saves work.
  mutating func constants(step: Int, learningRate: Double) -> ElementwiseStep
  /// Takes the momentum of the steps to come, where there is one.
  mutating func take(momentum: Double)
}

extension ElementwiseOptimizer {
  var initialValue: Double { 0 }
  func take(momentum: Double) {}

  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S> { ElementwiseRule(self, kernels: kernels) }
}

extension ElementwiseOptimizer where Self: MomentumOptimizer {
  mutating func take(momentum: Double) { self.momentum = momentum }
}

/// The rule of such an optimizer.
final class ElementwiseRule<S: Scalar>: UpdateRule {
  private var optimizer: any ElementwiseOptimizer
  private let kernels: Kernels<S>
  private var step = ElementwiseStep(.descent, rate: 0)
  let slotCount: Int
  let initialValue: S

  init(_ optimizer: any ElementwiseOptimizer, kernels: Kernels<S>) {
    self.optimizer = optimizer
    self.kernels = kernels
    slotCount = optimizer.slotCount
    initialValue = S(optimizer.initialValue)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginStep(_ step: Int, learningRate: Double, momentum: Double?) {
    if let momentum { optimizer.take(momentum: momentum) }
    self.step = optimizer.constants(step: step, learningRate: learningRate)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func update(_ elements: WeightElements<S>) {
    kernels.update(
      count: elements.count, gradient: elements.gradient, step: step, slots: elements.slots,
      slotStep: elements.slotStep, weights: elements.weights)
  }
}

/// base^exponent by repeated squaring: the same bits on every machine, which a system's `pow` does not
/// promise.
func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
