/// Glorot and Bengio 2010, uniform: a standard deviation of √(2 / (fanIn + fanOut)).
package struct XavierUniform: Initializer {
  package static let name = "xavier_uniform"

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .within(3.0.squareRoot() * xavierDeviation(fanIn, fanOut))
  }
}

/// Glorot and Bengio 2010, normal, with the same standard deviation.
package struct XavierNormal: Initializer {
  package static let name = "xavier_normal"

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .normal(mean: 0, standardDeviation: xavierDeviation(fanIn, fanOut))
  }
}

private func xavierDeviation(_ fanIn: Int, _ fanOut: Int) -> Double {
  (2 / Double(fanIn.addingSaturated(fanOut))).squareRoot()
}
