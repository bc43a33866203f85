/// How the gradient of a block of a parameter is computed. A layer says it, and an optimizer does it, for it may have
/// something to do meanwhile.
enum BlockGradient<S: Scalar> {
  /// xᵀ · dy, of the block's rows (columns of x) and columns.
  case product(x: MatrixView<S>, dy: MatrixView<S>, PanelBlock)
  /// Σ_rows dy, of the block's columns.
  case columnSums(dy: MatrixView<S>, PanelBlock)

  /// Writes the block's gradient, with zeros in its padding.
  func compute(into gradient: UnsafeMutablePointer<S>, kernels: Kernels<S>) {
    switch self {
    case .product(let x, let dy, let block):
      kernels.matrixProduct(
        m: block.rows.count, n: block.columns.count, k: x.rows, a: x.pointer + block.rows.lowerBound,
        aStrides: (row: 1, column: x.stride), leads: x.columnLeads?.group(block.rows),
        b: dy.pointer + block.columns.lowerBound, bStride: dy.stride, bias: nil, c: gradient,
        cStride: block.width)
    case .columnSums(let dy, let block):
      // With the padding, which is 0.
      kernels.columnSums(
        m: dy.rows, n: block.width, stride: dy.stride, dy.pointer + block.columns.lowerBound, into: gradient)
    }
  }
}
