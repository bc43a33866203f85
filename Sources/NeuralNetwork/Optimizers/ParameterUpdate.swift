/// Moves the parameters of a network block by block, and keeps the optimizer's state.
final class ParameterUpdate<S: Scalar> {
  private let rule: any UpdateRule<S>
  /// The same, where it takes products.
  private let productRule: (any ProductRule<S>)?
  private let kernels: Kernels<S>
  /// What is done to the gradients first.
  let treatment: GradientTreatment<S>?
  /// The numbers of the store's buffer, and so of each slot.
  private let count: Int
  /// Each slot of all parameters, one behind the other.
  private let slots: AlignedBuffer<S>
  let slotCount: Int
  /// The steps that were begun.
  var steps = 0
  /// The learning rate of the steps to come.
  var learningRate: Double
  /// Their momentum, where a schedule changes it.
  var momentum: Double?

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    _ rule: any UpdateRule<S>, learningRate: Double, count: Int, treatment: GradientTreatment<S>? = nil,
    kernels: Kernels<S>
  ) throws(TrainingError) {
    let (total, overflow) = count.multipliedReportingOverflow(by: rule.slotCount)
    guard !overflow else { throw .outOfMemory(elements: count) }
    self.rule = rule
    self.productRule = rule as? any ProductRule<S>
    self.kernels = kernels
    self.treatment = treatment
    self.count = count
    self.slots = try AlignedBuffer(count: total)
    self.slotCount = rule.slotCount
    self.learningRate = learningRate
    let initial = rule.initialValue
    if initial != 0 { slots.pointer.update(repeating: initial, count: total) }
  }

  /// The numbers that a slot has for a parameter, in the parameter's layout.
  func slot(_ slot: Int, of parameter: Parameter<S>) -> UnsafeMutablePointer<S> {
    slots.pointer + slot * count + parameter.offset
  }

  func beginStep() {
    steps += 1
    rule.beginStep(steps, learningRate: learningRate, momentum: momentum)
  }

  /// Moves a block of the parameters along its gradient, for which `scratch` has room. Several threads may do
  /// so at once, each with another block and scratch.
  func update(
    _ block: ParameterBlock<S>, along gradient: BlockGradient<S>, scratch: UnsafeMutablePointer<S>
  ) {
    let place = block.place
    if let treatment {
      let (first, step) = treatment.treated(gradient, of: block, scratch: scratch)
      return move(block, along: first, panelStep: step)
    }
    if let productRule, gradient.others.isEmpty, case .product(let x, let dy) = gradient.gradient {
      switch x {
      case .bytes(let x):
        productRule.update(elements(of: block, panel: 0, gradient: scratch), along: x, dy, place)
      case .scaledBytes(let x):
        for panel in 0..<place.panelCount {
          kernels.withOffsetTerms(of: x, place.panel(panel), dy) { start in
            productRule.update(
              elements(of: block, panel: panel, gradient: scratch), along: x.values, dy, place.panel(panel),
              start: start)
          }
        }
      case .matrix(let x):
        for panel in 0..<place.panelCount {
          productRule.update(
            elements(of: block, panel: panel, gradient: scratch), along: x, dy, place.panel(panel), start: nil
          )
        }
      }
      return
    }
    let (first, step) = gradient.compute(scratch: scratch, kernels: kernels)
    move(block, along: first, panelStep: step)
  }

  private func move(
    _ block: ParameterBlock<S>, along gradient: UnsafeMutablePointer<S>, panelStep: Int
  ) {
    for panel in 0..<block.place.panelCount {
      rule.update(elements(of: block, panel: panel, gradient: gradient + panel * panelStep))
    }
  }

  private func elements(
    of block: ParameterBlock<S>, panel: Int, gradient: UnsafeMutablePointer<S>
  ) -> WeightElements<S> {
    let place = panel * block.place.panelStep
    return WeightElements(
      count: block.place.panel(panel).count, offset: block.offset + place, gradient: gradient,
      weights: block.weights + place, slots: slots.pointer + block.offset + place, slotStep: count)
  }
}
