extension Kernels {
  /// The softmax, or its logarithm, of each `length` numbers of the rows of x.
  func softmax(_ x: MatrixView<S>, length: Int, isLogarithm: Bool, into y: UnsafeMutablePointer<S>) {
    table.pointee.softmax(
      isLogarithm ? 1 : 0, x.rows, x.stride, x.columns / length, length, x.pointer, y)
  }

  /// The gradient of what ``softmax(_:length:isLogarithm:into:)`` read, from y, which it wrote, and dy.
  func softmaxBackward(
    y: MatrixView<S>, dy: UnsafePointer<S>, length: Int, isLogarithm: Bool, into dx: UnsafeMutablePointer<S>
  ) {
    table.pointee.softmax_backward(
      isLogarithm ? 1 : 0, y.rows, y.stride, y.columns / length, length, y.pointer, dy, dx)
  }
}
