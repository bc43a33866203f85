import Model

/// The rule of an optimizer in a trial: it keeps its state between steps, one or more numbers for each
/// place in the parameters' buffer.
protocol UpdateRule<S>: AnyObject {
  associatedtype S: Scalar

  /// Begins the next step; called once, before the parameters are moved.
  func beginStep()

  /// Moves a block of the parameters along its gradient, for which `scratch` has room. Several threads may do
  /// so at once, each with another block and scratch.
  func update(_ block: ParameterBlock<S>, along gradient: BlockGradient<S>, scratch: UnsafeMutablePointer<S>)
}

/// An optimizer that can train.
protocol TrainingOptimizer: Optimizer {
  /// The rule of a trial with `count` numbers to train.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  func makeRule<S>(count: Int, kernels: Kernels<S>) throws(TrainingError) -> any UpdateRule<S>
}
