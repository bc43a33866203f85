import Model

/// Q of the QR decomposition of a matrix (rows×columns, row-major, at least as many rows as columns), with
/// the signs that make the diagonal of R positive: columns that are orthogonal to each other, of the length
/// 1.
///
/// Householder's reflections from the left, in double precision, every sum in ascending order of the rows:
/// column k of what is left is reflected onto its first axis by H = I - 2vvᵀ/vᵀv, and Q = H₀H₁…·I.
/// (G. Golub, C. Van Loan: Matrix Computations, 5.2.)
struct OrthogonalMatrix {
  private let rows: Int
  private let columns: Int
  /// Column by column: of column k, from row k on, the reflection's v.
  private var reflections: [[Double]]
  /// 2 / vᵀv of each reflection; 0 where there is nothing to reflect.
  private var scales: [Double]
  /// Whether the diagonal of R is below 0.
  private var isNegative: [Bool]

  init(_ matrix: [Double], rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    reflections = (0..<columns).map { column in (0..<rows).map { matrix[$0 * columns + column] } }
    scales = []
    isNegative = []
    for column in 0..<columns { eliminate(column) }
  }

  private mutating func eliminate(_ column: Int) {
    var squares = 0.0
    for row in column..<rows { squares.addProduct(reflections[column][row], reflections[column][row]) }
    let (first, norm) = (reflections[column][column], squares.squareRoot())
    // R's diagonal is -norm where the first element is above 0, so that nothing cancels.
    isNegative.append(first >= 0)
    reflections[column][column] = first >= 0 ? first + norm : first - norm
    var length = 0.0
    for row in column..<rows { length.addProduct(reflections[column][row], reflections[column][row]) }
    scales.append(length > 0 ? 2 / length : 0)
    for other in column + 1..<max(columns, column + 1) {
      var vector = reflections[other]
      reflect(&vector, by: column)
      reflections[other] = vector
    }
  }

  private func reflect(_ vector: inout [Double], by column: Int) {
    let reflection = reflections[column]
    var product = 0.0
    for row in column..<rows { product.addProduct(reflection[row], vector[row]) }
    let factor = -(product * scales[column])
    for row in column..<rows { vector[row].addProduct(factor, reflection[row]) }
  }

  /// Column by column.
  var orthogonalColumns: [[Double]] {
    (0..<columns).map { column in
      var vector = [Double](repeating: 0, count: rows)
      vector[column] = isNegative[column] ? -1 : 1
      for reflection in (0...column).reversed() { reflect(&vector, by: reflection) }
      return vector
    }
  }
}
