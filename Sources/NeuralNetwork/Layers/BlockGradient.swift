/// The gradient of a block of a parameter: xᵀ · dy, of the block's rows (columns of x) and columns. A layer says it, and an
/// optimizer computes it, for it may have something to do meanwhile.
struct BlockGradient<S: Scalar> {
  var x: MatrixView<S>
  var dy: MatrixView<S>
  var place: PanelBlock

  /// Writes the gradient, with zeros in the block's padding.
  func compute(into gradient: UnsafeMutablePointer<S>, kernels: Kernels<S>) {
    kernels.matrixProduct(
      m: place.rows.count, n: place.columns.count, k: x.rows, a: x.pointer + place.rows.lowerBound,
      aStrides: (row: 1, column: x.stride), leads: x.columnLeads?.group(place.rows),
      b: dy.pointer + place.columns.lowerBound, bStride: dy.stride, bias: nil, c: gradient,
      cStride: place.width)
  }
}
