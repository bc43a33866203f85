/// He et al. 2015 for ReLU, uniform: a standard deviation of √(2 / fanIn).
package struct KaimingUniform: Initializer {
  package static let name = "kaiming_uniform"

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .kaimingUniform(fanIn: fanIn) }
}

/// He et al. 2015 for ReLU, normal, with the same standard deviation.
package struct KaimingNormal: Initializer {
  package static let name = "kaiming_normal"

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .normal(mean: 0, standardDeviation: kaimingDeviation(fanIn: fanIn, slope: 0))
  }
}

extension Distribution {
  /// PyTorch's `kaiming_uniform_(weight, a=slope)`.
  static func kaimingUniform(fanIn: Int, slope: Double = 0) -> Distribution {
    .within(3.0.squareRoot() * kaimingDeviation(fanIn: fanIn, slope: slope))
  }
}

/// The deviation that keeps the variance of `fanIn` inputs through a leaky ReLU with that slope for negative
/// numbers.
private func kaimingDeviation(fanIn: Int, slope: Double) -> Double {
  (2 / (1 + slope * slope)).squareRoot() / Double(fanIn).squareRoot()
}
