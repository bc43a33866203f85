/// A matrix (rows×columns) in memory that another object owns: element (i, j) is at `i * stride + j`.
///
/// `stride` is a multiple of ``Scalar/lanes``; the columns from `columns` up to a multiple of it are padding
/// and hold finite numbers. A stride of 0 makes all rows the same. A view does not keep its memory alive.
///
/// Of an interleaved matrix, ``Scalar/lanes`` rows are a group: element (i, j) is at
/// `(i / lanes * columns + j) * lanes + i % lanes`, without padding. Its rows begin at the first of a group,
/// and the rows that lack in the last group hold finite numbers.
struct MatrixView<S: Scalar> {
  var pointer: UnsafeMutablePointer<S>
  var rows: Int
  var columns: Int
  var stride: Int
  var isInterleaved = false

  /// The scalars that the rows take, padding included.
  var count: Int { (isInterleaved ? S.stride(columns: rows) : rows) * stride }

  /// The rows `range`.
  func rows(_ range: Range<Int>) -> MatrixView {
    MatrixView(
      pointer: pointer + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride,
      isInterleaved: isInterleaved)
  }

  /// The groups of an interleaved matrix.
  var groups: Int { (rows + S.lanes - 1) / S.lanes }

  /// Where a group begins.
  func group(_ index: Int) -> UnsafeMutablePointer<S> { pointer + index * columns * S.lanes }

  /// Where an element is.
  func offset(row: Int, column: Int) -> Int {
    isInterleaved
      ? (row / S.lanes * columns + column) * S.lanes + row % S.lanes : row * stride + column
  }

  /// Sets the rows that lack in the last group of an interleaved matrix to 0.
  func clearLackingRows() {
    let first = rows % S.lanes
    guard isInterleaved, first > 0 else { return }
    let last = group(groups - 1)
    for column in 0..<columns {
      for lane in first..<S.lanes { last[column * S.lanes + lane] = 0 }
    }
  }

  /// Row `index`, without its padding.
  func row(_ index: Int) -> UnsafeMutableBufferPointer<S> {
    UnsafeMutableBufferPointer(start: pointer + index * stride, count: columns)
  }
}
