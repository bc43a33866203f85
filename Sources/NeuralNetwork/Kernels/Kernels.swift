internal import CKernels

/// The inner loops for one number type and instruction set, typed; see `CKernels.h` for what each computes
/// and for the two matrix layouts (row-major with a stride, and panels, which `nil` as a stride stands for).
package struct Kernels<S: Scalar>: @unchecked Sendable {
  // The table is a constant of the C module: immutable and alive as long as the program.
  private let table: UnsafePointer<nn_kernels>

  init(_ table: UnsafePointer<nn_kernels>) { self.table = table }

  /// C (m×n) = f(bias (n) + A (m×k) · B (k×n)), with the `activation` f; `aStrides` are the steps between rows and
  /// columns of A. `leads`, of the m rows of A, only save work.
  package func matrixProduct(
    m: Int, n: Int, k: Int, a: UnsafePointer<S>, aStrides: (row: Int, column: Int), leads: Leads? = nil,
    b: UnsafePointer<S>, bStride: Int?, bias: UnsafePointer<S>?, activation: Activation = .identity,
    c: UnsafeMutablePointer<S>, cStride: Int?
  ) {
    table.pointee.matrix_product(
      m, n, k, a, aStrides.row, aStrides.column, leads?.pointer, b, bStride ?? 0, bias, activation.identifier,
      activation.slope, c, cStride ?? 0)
  }

  /// W (k×n, panels) to its transpose (n×k, panels): the `rows` of W, all of them where they are `nil`, else from a
  /// multiple of ``Scalar/lanes`` to another one or the end.
  package func transposePanels(
    k: Int, n: Int, rows: Range<Int>? = nil, _ w: UnsafePointer<S>, into transposed: UnsafeMutablePointer<S>
  ) {
    table.pointee.transpose_panels(k, n, rows?.lowerBound ?? 0, rows?.upperBound ?? k, w, transposed)
  }

  /// y = f(z), elementwise; in place is allowed.
  package func activate(
    _ activation: Activation, count: Int, _ z: UnsafePointer<S>, into y: UnsafeMutablePointer<S>
  ) {
    table.pointee.activate(activation.identifier, activation.slope, count, z, y)
  }

  /// dz = dy · f′(z), from y = f(z); in place (`dz == dy`) is allowed.
  package func activateBackward(
    _ activation: Activation, count: Int, y: UnsafePointer<S>, dy: UnsafePointer<S>,
    into dz: UnsafeMutablePointer<S>
  ) {
    table.pointee.activate_backward(activation.identifier, activation.slope, count, y, dy, dz)
  }

  /// The loss of each row of `logits` (m×n) and, unless `gradient` is `nil`, the gradient of the mean loss of the
  /// `batch` rows, m where it is `nil`, that they belong to.
  package func softmaxCrossEntropy(
    m: Int, n: Int, stride: Int, logits: UnsafePointer<S>, labels: UnsafePointer<Int32>, batch: Int? = nil,
    losses: UnsafeMutablePointer<S>, gradient: UnsafeMutablePointer<S>?
  ) {
    table.pointee.softmax_cross_entropy(m, n, stride, logits, labels, batch ?? m, losses, gradient)
  }

  /// One step of stochastic gradient descent on `count` weights; `velocity` is `nil` without momentum.
  package func sgd(
    count: Int, learningRate: Double, momentum: Double, gradient: UnsafePointer<S>,
    velocity: UnsafeMutablePointer<S>?, weights: UnsafeMutablePointer<S>
  ) {
    table.pointee.sgd(count, learningRate, momentum, gradient, velocity, weights)
  }

  /// The gradient A (m×k) · B (k×n) of some rows of a panel, n at most its width, and one step of Adam along it; the
  /// corrections for the moments' bias are in `stepSize` and `secondBiasRoot`. `leads`, of the m rows of A, only save work.
  package func matrixProductAdam(
    m: Int, n: Int, k: Int, a: UnsafePointer<S>, aStrides: (row: Int, column: Int), leads: Leads? = nil,
    b: UnsafePointer<S>, bStride: Int, stepSize: Double, beta1: Double, beta2: Double, epsilon: Double,
    secondBiasRoot: Double, gradient: UnsafeMutablePointer<S>, firstMoment: UnsafeMutablePointer<S>,
    secondMoment: UnsafeMutablePointer<S>, weights: UnsafeMutablePointer<S>
  ) {
    table.pointee.matrix_product_adam(
      m, n, k, a, aStrides.row, aStrides.column, leads?.pointer, b, bStride, stepSize, beta1, beta2, epsilon,
      secondBiasRoot, gradient, firstMoment, secondMoment, weights)
  }

  /// x_ij = fma(source[rows_i · n + j], scale, offset): a mini-batch (m×n) of byte features, and with how many bytes 0 its
  /// rows and columns begin.
  package func gatherBytes(
    m: Int, n: Int, stride: Int, source: UnsafePointer<UInt8>, rows: UnsafePointer<Int32>, scale: Double,
    offset: Double, into x: UnsafeMutablePointer<S>, leads: LeadBytes?
  ) {
    table.pointee.gather_bytes(m, n, stride, source, rows, scale, offset, x, leads?.rows, leads?.columns)
  }

  /// y = f(x), elementwise, within 2 ulp; in place is allowed.
  package func apply(
    _ function: ElementaryFunction, count: Int, _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>
  ) {
    table.pointee.function(function.identifier, count, x, y)
  }
}

/// Brings rows of `width` bytes each into the cache, which ``Kernels/gatherBytes(m:n:stride:source:rows:scale:offset:into:leads:)``
/// will read soon.
package func prefetchBytes(
  rows: UnsafeBufferPointer<Int32>, width: Int, source: UnsafePointer<UInt8>
) {
  guard let first = rows.baseAddress else { return }
  nn_prefetch_rows(rows.count, width, source, first)
}
