/// How the parameters of a layer start: what they are drawn from. In PyTorch's terms, in double precision and
/// in its order of operations.
///
/// To add one: a struct beside this file, and its record in `Experiment`.
package protocol Initializer: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }

  /// What weights of `fanOut` outputs for `fanIn` inputs are drawn from.
  func ofWeights(fanIn: Int, fanOut: Int) -> Distribution

  /// The same for a bias; unlike PyTorch's `nn.init`, any initializer will do, with the scale that it gives
  /// the weights.
  func ofBias(fanIn: Int, fanOut: Int) -> Distribution
}

extension Initializer {
  package func ofBias(fanIn: Int, fanOut: Int) -> Distribution { ofWeights(fanIn: fanIn, fanOut: fanOut) }
}

/// What numbers are drawn from.
package enum Distribution: Equatable, Sendable {
  case uniform(low: Double, high: Double)
  case normal(mean: Double, standardDeviation: Double)
  case constant(Double)
  /// Normal, numbers outside of the bounds drawn anew.
  case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)
  /// A matrix of orthogonal rows or columns.
  case orthogonal(gain: Double)
  /// A matrix of normal draws with zeros.
  case sparse(sparsity: Double, standardDeviation: Double)
  /// Each number as it is given, in PyTorch's order.
  case values([Double])

  static func within(_ bound: Double) -> Distribution { .uniform(low: -bound, high: bound) }
}
