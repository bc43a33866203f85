/// An optimizer of a trial: it keeps its state between steps.
protocol Optimizer<S>: AnyObject {
  associatedtype S: Scalar

  /// Moves all `parameters` by their gradients.
  func step(_ parameters: ParameterStore<S>)
}
