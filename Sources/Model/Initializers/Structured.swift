/// Weights whose rows are orthogonal to each other, or whose columns are where there are fewer of these
/// (Saxe, McClelland and Ganguli 2013). PyTorch's `orthogonal_`.
package struct Orthogonal: Initializer {
  package static let name = "orthogonal"

  package var gain: Double

  package init(gain: Double = 1) { self.gain = gain }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .orthogonal(gain: gain) }
}

/// Normal draws within bounds: numbers outside are drawn anew. PyTorch's `trunc_normal_`.
package struct TruncatedNormal: Initializer {
  package static let name = "truncated_normal"

  package var mean = 0.0
  package var standardDeviation = 1.0
  package var low = -2.0
  package var high = 2.0

  package init() {}

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .truncatedNormal(mean: mean, standardDeviation: standardDeviation, low: low, high: high)
  }
}

/// Normal draws of which a share is 0, the same number in the weights of each input (Martens 2010). PyTorch's
/// `sparse_`.
package struct Sparse: Initializer {
  package static let name = "sparse"

  /// The share of 0.
  package var sparsity: Double
  package var standardDeviation: Double

  package init(sparsity: Double = 0, standardDeviation: Double = 0.01) {
    self.sparsity = sparsity
    self.standardDeviation = standardDeviation
  }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .sparse(sparsity: sparsity, standardDeviation: standardDeviation)
  }
}

/// Numbers of one's own, in PyTorch's order: row by row, a row for each output.
package struct GivenValues: Initializer {
  package static let name = "values"

  package var numbers: [Double]

  package init(_ numbers: [Double] = []) { self.numbers = numbers }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution { .values(numbers) }
}

/// Why the values of a parameter cannot start so.
package enum InitialFault: Hashable, Sendable {
  /// It needs a matrix, and the parameter is a vector.
  case vector(initializer: String)
  /// It needs exactly two dimensions.
  case dimensions(initializer: String, shape: [Int])
  /// So many values are given for a shape.
  case count(Int, shape: [Int])
}

extension ParameterShape {
  /// What keeps the parameter from starting as it is to.
  package var initialFault: InitialFault? {
    switch initial {
    case .orthogonal where shape.count < 2: .vector(initializer: Orthogonal.name)
    case .sparse where shape.count < 2: .vector(initializer: Sparse.name)
    case .sparse where shape.count > 2: .dimensions(initializer: Sparse.name, shape: shape)
    case .values(let numbers) where numbers.count != count: .count(numbers.count, shape: shape)
    default: nil
    }
  }
}
