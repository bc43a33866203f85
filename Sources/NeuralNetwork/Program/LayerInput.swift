/// What a layer reads: a matrix with a row for each example, or, if it is the first one and the dataset has
/// bytes, those.
enum LayerInput<S: Scalar> {
  case matrix(MatrixView<S>)
  case bytes(ByteRows)

  /// The number of examples.
  var rows: Int {
    switch self {
    case .matrix(let matrix): matrix.rows
    case .bytes(let bytes): bytes.examples.count
    }
  }

  /// The examples `range`.
  func rows(_ range: Range<Int>) -> LayerInput {
    switch self {
    case .matrix(let matrix): .matrix(matrix.rows(range))
    case .bytes(let bytes): .bytes(bytes.rows(range))
    }
  }
}
