/// A matrix (rows×columns) in memory that another object owns: element (i, j) is at `i * stride + j`.
///
/// `stride` is a multiple of ``Scalar/lanes``; the columns from `columns` up to a multiple of it are padding
/// and hold finite numbers. A stride of 0 makes all rows the same. A view does not keep its memory alive.
struct MatrixView<S: Scalar> {
  var pointer: UnsafeMutablePointer<S>
  var rows: Int
  var columns: Int
  var stride: Int

  /// The scalars that the rows take, padding included.
  var count: Int { rows * stride }

  /// The rows `range`.
  func rows(_ range: Range<Int>) -> MatrixView {
    MatrixView(
      pointer: pointer + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// Row `index`, without its padding.
  func row(_ index: Int) -> UnsafeMutableBufferPointer<S> {
    UnsafeMutableBufferPointer(start: pointer + index * stride, count: columns)
  }
}
