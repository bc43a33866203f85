/// An optimizer of a trial: it keeps its state between steps, a number or more for each place in the parameters' buffer.
protocol Optimizer<S>: AnyObject {
  associatedtype S: Scalar

  /// Begins the next step; called once, before the parameters are moved.
  func beginStep()

  /// Moves the `count` numbers `weights`, which lie at `offset` in the parameters' buffer, by their `gradient`. Several
  /// threads may do so at once, each with other weights.
  func update(
    _ weights: UnsafeMutablePointer<S>, at offset: Int, count: Int, gradient: UnsafePointer<S>)
}
