import Model

extension ParameterShape {
  /// The initial values as a layer reads them: a matrix [outputs, inputs] as its transpose (inputs×outputs),
  /// row-major. PyTorch's draws fill the matrix, NumPy's the transpose.
  package func draw<S: Scalar>(using random: inout RandomGenerator) -> [S] {
    let isTransposed = if case .numpy = random { true } else { false }
    let values: [S]
    switch initial {
    case .values(let numbers): values = numbers.map { S($0) }
    case .orthogonal(let gain): return matrix(orthogonal(gain, isTransposed, using: &random))
    case .sparse(let sparsity, let deviation):
      return matrix(sparse(sparsity, deviation, isTransposed, using: &random))
    default:
      values = initial.draw(count, using: &random)
      if isTransposed { return values }
    }
    return matrix(values)
  }

  /// Numbers in PyTorch's order, as a layer reads them.
  private func matrix<S: Scalar>(_ values: [S]) -> [S] {
    shape.count > 1 ? S.transpose(values, rows: rows, columns: columns) : values
  }

  private var rows: Int { shape.first ?? 1 }
  private var columns: Int { Array(shape.dropFirst()).elementCount }

  /// Normal draws as a matrix in PyTorch's order.
  private func normal<S: Scalar>(
    _ deviation: Double, _ isTransposed: Bool, using random: inout RandomGenerator
  ) -> [S] {
    let values: [S] = random.normal(count: count, mean: 0, standardDeviation: deviation)
    return isTransposed ? S.transpose(values, rows: columns, columns: rows) : values
  }

  /// PyTorch's `orthogonal_`: Q of normal draws, or of their transpose where that is the higher one.
  private func orthogonal<S: Scalar>(
    _ gain: Double, _ isTransposed: Bool, using random: inout RandomGenerator
  ) -> [S] {
    let drawn: [S] = normal(1, isTransposed, using: &random)
    let isWide = rows < columns
    let high = isWide ? S.transpose(drawn, rows: rows, columns: columns) : drawn
    let vectors = OrthogonalMatrix(
      high.map { Double($0) }, rows: max(rows, columns), columns: min(rows, columns)
    ).orthogonalColumns
    // Of a wide matrix the orthogonal vectors are the rows.
    return (0..<count).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      return S(isWide ? vectors[row][column] : vectors[column][row]) * S(gain)
    }
  }

  /// PyTorch's `sparse_`: in each column, the rows that come first in an order that is drawn are 0.
  private func sparse<S: Scalar>(
    _ sparsity: Double, _ deviation: Double, _ isTransposed: Bool, using random: inout RandomGenerator
  ) -> [S] {
    var values: [S] = normal(deviation, isTransposed, using: &random)
    let zeros = Int((sparsity * Double(rows)).rounded(.up))
    for column in 0..<columns {
      for row in random.permutation(rows).prefix(zeros) { values[Int(row) * columns + column] = 0 }
    }
    return values
  }
}

extension Distribution {
  func draw<S: Scalar>(_ count: Int, using random: inout RandomGenerator) -> [S] {
    switch self {
    case .uniform(let low, let high): random.uniform(count: count, low: low, high: high)
    case .normal(let mean, let deviation):
      random.normal(count: count, mean: mean, standardDeviation: deviation)
    case .constant(let value): [S](repeating: S(value), count: count)
    case .truncatedNormal(let mean, let deviation, let low, let high):
      Self.truncated(count, mean, deviation, S(low)...S(high), using: &random)
    // What needs the parameter's shape is drawn there.
    case .orthogonal, .sparse, .values: [S](repeating: 0, count: count)
    }
  }

  /// PyTorch draws all numbers anew while one is outside, and takes those for the places of such.
  private static func truncated<S: Scalar>(
    _ count: Int, _ mean: Double, _ deviation: Double, _ bounds: ClosedRange<S>,
    using random: inout RandomGenerator
  ) -> [S] {
    func drawn(_ random: inout RandomGenerator) -> [S] {
      random.normal(count: count, mean: mean, standardDeviation: deviation)
    }
    var values = drawn(&random)
    while true {
      let outside = values.indices.filter { !bounds.contains(values[$0]) }
      if outside.isEmpty { return values }
      let others = drawn(&random)
      for place in outside { values[place] = others[place] }
    }
  }
}
