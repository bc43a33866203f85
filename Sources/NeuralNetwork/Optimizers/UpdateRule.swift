import Model

/// How an optimizer moves weights, element by element: from w, its gradient g, and the numbers that it keeps
/// for each of them from step to step, its slots.
protocol UpdateRule<S>: AnyObject {
  associatedtype S: Scalar

  /// The numbers that it keeps for each weight.
  var slotCount: Int { get }
  /// What they are before the first step.
  var initialValue: S { get }

  /// Begins step `step`, counted from 1, with a learning rate and, where a schedule changes it, a momentum;
  /// called once, before the parameters are moved.
  func beginStep(_ step: Int, learningRate: Double, momentum: Double?)

  /// Moves some weights. Several threads may do so at once, each with others.
  func update(_ elements: WeightElements<S>)
}

extension UpdateRule {
  var initialValue: S { 0 }
}

/// A rule that can take a gradient as the product that it is, and hide its own arithmetic between the
/// multiply-adds.
protocol ProductRule<S>: UpdateRule {
  /// Moves some rows of a panel of a weight along xᵀ · dy, where the weight's columns are those of dy from
  /// `place.columns` on, each with its term of `start` first. `elements` has the weights, and room for the
  /// gradient.
  func update(
    _ elements: WeightElements<S>, along x: MatrixView<S>, _ dy: MatrixView<S>, _ place: PanelBlock<S>,
    start: UnsafePointer<S>?)

  /// The same of a block of one or two panels, along the product with bytes; `elements` are those of the
  /// first panel, and the gradient has room for both.
  func update(_ elements: WeightElements<S>, along x: ByteRows, _ dy: MatrixView<S>, _ place: PanelBlock<S>)
}

/// Some weights that lie one behind the other, with their gradient and their slots.
struct WeightElements<S: Scalar> {
  var count: Int
  /// Their place in the store's buffer.
  var offset: Int
  var gradient: UnsafeMutablePointer<S>
  var weights: UnsafeMutablePointer<S>
  /// The first slot of the first weight, and the step from each slot to the next one's.
  var slots: UnsafeMutablePointer<S>
  var slotStep: Int

  func slot(_ index: Int) -> UnsafeMutablePointer<S> { slots + index * slotStep }
}

/// An optimizer that can train.
protocol TrainingOptimizer: Optimizer {
  func makeRule<S>(kernels: Kernels<S>) -> any UpdateRule<S>
}
