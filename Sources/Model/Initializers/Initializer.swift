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

  static func within(_ bound: Double) -> Distribution { .uniform(low: -bound, high: bound) }
}

/// Which side of a layer keeps its variance: the inputs in the forward pass, or the outputs in the backward
/// pass.
package enum Fan: Equatable, Sendable { case fanIn, fanOut }

/// PyTorch's `calculate_gain`: what makes up for the variance that a nonlinearity takes.
package enum Gain: Equatable, Sendable {
  case linear, sigmoid, tanh, relu, selu
  case leakyReLU(slope: Double)

  package var value: Double {
    switch self {
    case .linear, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .selu: 0.75
    case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
    }
  }
}
