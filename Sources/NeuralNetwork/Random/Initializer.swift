/// How the parameters of a dense layer start. In PyTorch's terms, with its draws; a NumPy generator gives the
/// same distributions.
package enum Initializer: Equatable, Sendable {
  /// `nn.Linear`'s own: weights and biases uniform within ±1/√fanIn.
  case torchLinear
  /// Glorot and Bengio 2010: a standard deviation of gain·√(2 / (fanIn + fanOut)).
  case xavierUniform(gain: Double), xavierNormal(gain: Double)
  /// He et al. 2015: a standard deviation of gain / √fan.
  case kaimingUniform(gain: Gain, fan: Fan), kaimingNormal(gain: Gain, fan: Fan)
  case uniform(low: Double, high: Double)
  case normal(mean: Double, standardDeviation: Double)
  case zeros
  case constant(Double)

  /// Which side of a layer keeps its variance: the inputs in the forward pass, or the outputs in the backward
  /// pass.
  package enum Fan: Equatable, Sendable { case fanIn, fanOut }

  /// PyTorch's `calculate_gain`: what makes up for the variance that a nonlinearity takes.
  package enum Gain: Equatable, Sendable {
    case linear, sigmoid, tanh, relu, selu
    case leakyReLU(slope: Double)
    case value(Double)

    package var value: Double {
      switch self {
      case .linear, .sigmoid: 1
      case .tanh: 5.0 / 3
      case .relu: 2.0.squareRoot()
      case .selu: 0.75
      case .leakyReLU(let slope): (2 / (1 + slope * slope)).squareRoot()
      case .value(let value): value
      }
    }
  }

  /// Weights (fanIn×fanOut, row-major). PyTorch's draws fill the transpose (fanOut×fanIn), NumPy's the matrix
  /// itself.
  package func draw<S: Scalar>(fanIn: Int, fanOut: Int, using random: inout RandomGenerator) -> [S] {
    let values: [S] = distribution(fanIn: fanIn, fanOut: fanOut).draw(fanIn * fanOut, using: &random)
    guard case .torch = random else { return values }
    return S.transpose(values, rows: fanOut, columns: fanIn)
  }

  /// Biases (fanOut); unlike PyTorch's `nn.init`, any initializer will do, with the scale that it gives the
  /// weights.
  package func drawBias<S: Scalar>(fanIn: Int, fanOut: Int, using random: inout RandomGenerator) -> [S] {
    biasDistribution(fanIn: fanIn, fanOut: fanOut).draw(fanOut, using: &random)
  }

  /// Of the weights; all in double, as PyTorch's Python code has it, and in its order of operations.
  func distribution(fanIn: Int, fanOut: Int) -> Distribution {
    func within(_ bound: Double) -> Distribution { .uniform(low: -bound, high: bound) }
    let xavier = (2 / Double(fanIn + fanOut)).squareRoot()
    func kaiming(_ gain: Gain, _ fan: Fan) -> Double {
      gain.value / Double(fan == .fanIn ? fanIn : fanOut).squareRoot()
    }
    switch self {
    case .torchLinear:
      // nn.Linear calls kaiming_uniform_(weight, a=sqrt(5)).
      return within(3.0.squareRoot() * kaiming(.leakyReLU(slope: 5.0.squareRoot()), .fanIn))
    case .xavierUniform(let gain): return within(3.0.squareRoot() * (gain * xavier))
    case .xavierNormal(let gain): return .normal(mean: 0, standardDeviation: gain * xavier)
    case .kaimingUniform(let gain, let fan): return within(3.0.squareRoot() * kaiming(gain, fan))
    case .kaimingNormal(let gain, let fan): return .normal(mean: 0, standardDeviation: kaiming(gain, fan))
    case .uniform(let low, let high): return .uniform(low: low, high: high)
    case .normal(let mean, let deviation): return .normal(mean: mean, standardDeviation: deviation)
    case .zeros: return .constant(0)
    case .constant(let value): return .constant(value)
    }
  }

  func biasDistribution(fanIn: Int, fanOut: Int) -> Distribution {
    guard self == .torchLinear else { return distribution(fanIn: fanIn, fanOut: fanOut) }
    let bound = 1 / Double(fanIn).squareRoot()
    return .uniform(low: -bound, high: bound)
  }

  /// What the numbers are drawn from.
  enum Distribution: Equatable {
    case uniform(low: Double, high: Double)
    case normal(mean: Double, standardDeviation: Double)
    case constant(Double)

    func draw<S: Scalar>(_ count: Int, using random: inout RandomGenerator) -> [S] {
      switch self {
      case .uniform(let low, let high): random.uniform(count: count, low: low, high: high)
      case .normal(let mean, let deviation):
        random.normal(count: count, mean: mean, standardDeviation: deviation)
      case .constant(let value): [S](repeating: S(value), count: count)
      }
    }
  }
}
