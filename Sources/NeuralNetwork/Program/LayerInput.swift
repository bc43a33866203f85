/// What a layer reads: a matrix with a row for each example, or, if it is the first one and the dataset has
/// bytes, those: where they are, or gathered where few of them are 0.
enum LayerInput<S: Scalar> {
  case matrix(MatrixView<S>)
  case bytes(ByteRows)
  case scaledBytes(ScaledBytes<S>)

  /// The number of examples.
  var rows: Int {
    switch self {
    case .matrix(let matrix): matrix.rows
    case .bytes(let bytes): bytes.examples.count
    case .scaledBytes(let bytes): bytes.values.rows
    }
  }

  /// The examples `range`.
  func rows(_ range: Range<Int>) -> LayerInput {
    switch self {
    case .matrix(let matrix): .matrix(matrix.rows(range))
    case .bytes(let bytes): .bytes(bytes.rows(range))
    case .scaledBytes(let bytes):
      .scaledBytes(ScaledBytes(values: bytes.values.rows(range), offset: bytes.offset))
    }
  }
}
