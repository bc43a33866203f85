import Model

extension ParameterShape {
  /// The initial values as a layer reads them: a matrix [outputs, inputs] as its transpose (inputs×outputs),
  /// row-major. PyTorch's draws fill the matrix, NumPy's the transpose.
  package func draw<S: Scalar>(using random: inout RandomGenerator) -> [S] {
    let values: [S] = initial.draw(count, using: &random)
    guard case .torch = random, shape.count > 1 else { return values }
    return S.transpose(values, rows: shape[0], columns: Array(shape.dropFirst()).elementCount)
  }
}

extension Distribution {
  func draw<S: Scalar>(_ count: Int, using random: inout RandomGenerator) -> [S] {
    switch self {
    case .uniform(let low, let high): random.uniform(count: count, low: low, high: high)
    case .normal(let mean, let deviation):
      random.normal(count: count, mean: mean, standardDeviation: deviation)
    case .constant(let value): [S](repeating: S(value), count: count)
    }
  }
}
