/// All 0.
package struct Zeros: Initializer {
  package static let name = "zeros"

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .constant(0) }
}

/// All the same value.
package struct Constant: Initializer {
  package static let name = "constant"

  package var value: Double

  package init(_ value: Double = 0) { self.value = value }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .constant(value) }
}

/// Normal draws.
package struct Normal: Initializer {
  package static let name = "normal"

  package var mean: Double
  package var standardDeviation: Double

  package init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .normal(mean: mean, standardDeviation: standardDeviation)
  }
}

/// Uniform draws from low to high.
package struct Uniform: Initializer {
  package static let name = "uniform"

  package var low: Double
  package var high: Double

  package init(low: Double = 0, high: Double = 1) {
    self.low = low
    self.high = high
  }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .uniform(low: low, high: high) }
}
