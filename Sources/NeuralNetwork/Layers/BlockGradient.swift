/// The gradient of a block of a parameter: xᵀ · dy, of the block's rows (columns of x) and columns. A
/// layer describes it, and an optimizer computes it, possibly together with its own step.
struct BlockGradient<S: Scalar> {
  var x: LayerInput<S>
  var dy: MatrixView<S>
  var place: PanelBlock<S>

  /// Writes the gradient, with zeros in the block's padding: panel by panel, each with its rows one
  /// behind the other.
  func compute(into gradient: UnsafeMutablePointer<S>, kernels: Kernels<S>) {
    switch x {
    case .bytes(let x):
      kernels.byteGradient(
        rows: place.rows, n: place.columns.count, x: x, dz: dy.pointer + place.columns.lowerBound,
        dzStride: dy.stride, step: nil, gradient: gradient)
    case .matrix(let x):
      for index in 0..<place.panelCount {
        let panel = place.panel(index)
        kernels.matrixProduct(
          m: panel.rows.count, n: panel.columns.count, k: x.rows, a: x.pointer + panel.rows.lowerBound,
          aStrides: (row: 1, column: x.stride), b: dy.pointer + panel.columns.lowerBound, bStride: dy.stride,
          bias: nil, c: gradient + index * panel.count, cStride: panel.width)
      }
    }
  }
}
