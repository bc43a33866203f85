import Model

/// What is done to the gradients before the optimizer's step, by ``GradientRules``.
///
/// A clip by the norm needs all gradients at once. They are stored then, in a phase of its own:
///
///     phase          a task       computes
///     gradients      a block      its gradient with the penalty, and the sum of its squares
///     (one worker)                the norm: the blocks' sums in their order, and the factor
///     update         a block      its gradient times the factor, and the optimizer's step
///
/// Otherwise a block's gradient is changed where it is computed.
final class GradientTreatment<S: Scalar> {
  private let clip: GradientClip?
  /// By layer and parameter.
  private let penalties: [[Penalty?]]
  private let kernels: Kernels<S>
  /// All gradients, in the places of their weights; empty where they are not needed at once.
  private let gradients: AlignedBuffer<S>
  /// The sum of the squares of each block.
  private let squares: AlignedBuffer<Double>
  /// What the stored gradients are multiplied by.
  private var factor = 1.0

  /// Whether the gradients are computed in a phase of their own.
  let needsAllGradients: Bool

  /// `nil` where the rules change nothing.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init?(
    _ rules: GradientRules, _ store: ParameterStore<S>, kernels: Kernels<S>
  ) throws(TrainingError) {
    clip = rules.clip
    penalties = store.layers.map { layer in layer.map { rules.penalty(on: $0.description.name) } }
    self.kernels = kernels
    if case .norm = rules.clip { needsAllGradients = true } else { needsAllGradients = false }
    gradients = try AlignedBuffer(count: needsAllGradients ? store.count : 0)
    squares = try AlignedBuffer(count: needsAllGradients ? store.blocks.count : 0)
    if clip == nil, !penalties.joined().contains(where: { $0 != nil }) { return nil }
  }

  /// Computes the gradient of a block, and keeps it until the update.
  func collect(
    _ gradient: BlockGradient<S>, of block: ParameterBlock<S>, at index: Int, scratch: UnsafeMutablePointer<S>
  ) {
    let (first, step) = gradient.compute(scratch: scratch, kernels: kernels)
    let stored = gradients.pointer + block.offset
    var sum = 0.0
    for panel in 0..<block.place.panelCount {
      let (place, count) = (stored + panel * block.place.panelStep, block.place.panel(panel).count)
      place.update(from: first + panel * step, count: count)
      penalize(place, block, panel: panel)
      sum += kernels.sumOfSquares(count: count, place)
    }
    squares.pointer[index] = sum
  }

  /// Takes the norm of what was collected, the blocks in their order.
  func finishCollecting() {
    guard case .norm(let limit) = clip else { return }
    var sum = 0.0
    for index in 0..<squares.count { sum += squares.pointer[index] }
    // As torch.nn.utils.clip_grad_norm_ has it; not a number where the norm is none.
    let ratio = limit / (sum.squareRoot() + 1e-6)
    factor = ratio > 1 ? 1 : ratio
  }

  /// The gradient of a block as the optimizer is to see it, in `scratch` or where it was collected.
  ///
  /// - Returns: where it begins, and the step from one panel to the next.
  func treated(
    _ gradient: BlockGradient<S>, of block: ParameterBlock<S>, scratch: UnsafeMutablePointer<S>
  ) -> (UnsafeMutablePointer<S>, panelStep: Int) {
    let place = block.place
    if needsAllGradients {
      let stored = gradients.pointer + block.offset
      for panel in 0..<place.panelCount {
        kernels.scale(count: place.panel(panel).count, by: factor, stored + panel * place.panelStep)
      }
      return (stored, place.panelStep)
    }
    var (first, step) = gradient.compute(scratch: scratch, kernels: kernels)
    if case .stored = gradient.gradient {
      // The operation's own numbers stay as they are.
      let own = place.panel(0).count
      for panel in 0..<place.panelCount {
        (scratch + panel * own).update(from: first + panel * step, count: place.panel(panel).count)
      }
      (first, step) = (scratch, own)
    }
    for panel in 0..<place.panelCount {
      penalize(first + panel * step, block, panel: panel)
      if case .value(let limit) = clip {
        kernels.clamp(count: place.panel(panel).count, to: limit, first + panel * step)
      }
    }
    return (first, step)
  }

  private func penalize(_ gradient: UnsafeMutablePointer<S>, _ block: ParameterBlock<S>, panel: Int) {
    guard let penalty = penalties[block.layer][block.parameter] else { return }
    kernels.penalize(
      count: block.place.panel(panel).count, l1: penalty.l1, l2: penalty.l2,
      weights: block.weights + panel * block.place.panelStep, gradient: gradient)
  }
}
