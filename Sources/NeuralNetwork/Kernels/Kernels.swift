import ElementaryFunctions
internal import CKernels

/// The inner loops for one number type and instruction set, typed; see `CKernels.h` for what each computes
/// and for the two matrix layouts (row-major with a stride, and panels, which `nil` as a stride stands for).
package struct Kernels<S: Scalar>: @unchecked Sendable {
  // The table is a constant of the C module: immutable and alive as long as the program.
  let table: UnsafePointer<nn_kernels>

  init(_ table: UnsafePointer<nn_kernels>) { self.table = table }

  /// C (m×n) = f(bias (n) + A (m×k) · B (k×n)), with the `activation` f; `aStrides` are the steps between
  /// rows and columns of A.
  package func matrixProduct(
    m: Int, n: Int, k: Int, a: UnsafePointer<S>, aStrides: (row: Int, column: Int),
    b: UnsafePointer<S>, bStride: Int?, bias: UnsafePointer<S>?, activation: KernelActivation = .identity,
    c: UnsafeMutablePointer<S>, cStride: Int?
  ) {
    table.pointee.matrix_product(
      m, n, k, a, aStrides.row, aStrides.column, b, bStride ?? 0, bias, activation.call, c,
      cStride ?? 0)
  }

  /// C (m×n, row-major) = f(bias (n) + X (m×k) · W (k×n, panels)), with the `activation` f, for byte
  /// features X.
  package func byteProduct(
    n: Int, x: ByteRows, weights: UnsafePointer<S>, bias: UnsafePointer<S>?,
    activation: KernelActivation = .identity, c: UnsafeMutablePointer<S>, cStride: Int
  ) {
    withUnsafePointer(to: nn_byte_rows(x)) {
      table.pointee.byte_product(
        x.examples.count, n, $0, weights, bias, activation.call, c, cStride)
    }
  }

  /// W (k×n, panels) to its transpose (n×k, panels): the `rows` of W, all of them where they are `nil`,
  /// else from a multiple of ``Scalar/lanes`` to another one or the end.
  package func transposePanels(
    k: Int, n: Int, rows: Range<Int>? = nil, _ w: UnsafePointer<S>, into transposed: UnsafeMutablePointer<S>
  ) {
    table.pointee.transpose_panels(k, n, rows?.lowerBound ?? 0, rows?.upperBound ?? k, w, transposed)
  }

  /// y = f(z), elementwise; in place is allowed.
  package func activate(
    _ activation: KernelActivation, count: Int, _ z: UnsafePointer<S>, into y: UnsafeMutablePointer<S>
  ) {
    table.pointee.activate(activation.call, count, z, y)
  }

  /// dz = dy · f′(z), from z where the activation's derivative reads its input, else from y = f(z): what is
  /// `known`. In place (`dz == dy`) is allowed.
  package func activateBackward(
    _ activation: KernelActivation, count: Int, known: UnsafePointer<S>, dy: UnsafePointer<S>,
    into dz: UnsafeMutablePointer<S>
  ) {
    table.pointee.activate_backward(activation.call, count, known, dy, dz)
  }

  /// The loss of each row of `logits` (m×n) and, unless `gradient` is `nil`, the gradient of the mean loss
  /// of the `batch` rows, m where it is `nil`, that they belong to.
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

  /// One step of Adam along a gradient of `count` numbers, a multiple of ``Scalar/lanes``.
  package func adam(count: Int, gradient: UnsafePointer<S>, step: AdamStep<S>) {
    withUnsafePointer(to: nn_adam(step)) { table.pointee.adam(count, gradient, $0) }
  }

  /// z = x · y, elementwise.
  package func multiply(
    count: Int, _ x: UnsafePointer<S>, _ y: UnsafePointer<S>, into z: UnsafeMutablePointer<S>
  ) {
    table.pointee.multiply(count, x, y, z)
  }

  /// y += x, elementwise.
  package func add(count: Int, _ x: UnsafePointer<S>, to y: UnsafeMutablePointer<S>) {
    table.pointee.add(count, x, y)
  }

  /// The gradient bias (n) + A (m×k) · B (k×n) of some rows of a panel, n at most its width, and one step of
  /// Adam along it.
  package func matrixProductAdam(
    m: Int, n: Int, k: Int, a: UnsafePointer<S>, aStrides: (row: Int, column: Int), b: UnsafePointer<S>,
    bStride: Int, bias: UnsafePointer<S>? = nil, step: AdamStep<S>, gradient: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: nn_adam(step)) {
      table.pointee.matrix_product_adam(
        m, n, k, a, aStrides.row, aStrides.column, b, bStride, bias, $0, gradient)
    }
  }

  /// The gradient Xᵀ · dz of the `rows` of a panel of a weight, or of two side by side, n columns in all,
  /// for byte features X: each panel's in `gradient`, behind one another. Or, unless it is `nil`, one `step`
  /// of Adam along it, and `gradient` has room for it.
  package func byteGradient(
    rows: Range<Int>, n: Int, x: ByteRows, dz: UnsafePointer<S>, dzStride: Int, step: AdamStep<S>?,
    gradient: UnsafeMutablePointer<S>
  ) {
    func call(_ adam: UnsafePointer<nn_adam>?) {
      withUnsafePointer(to: nn_byte_rows(x)) {
        table.pointee.byte_gradient(
          rows.lowerBound, rows.upperBound, n, x.examples.count, $0, dz, dzStride, adam, gradient)
      }
    }
    if let step { withUnsafePointer(to: nn_adam(step)) { call($0) } } else { call(nil) }
  }

  /// y = f(x), elementwise, within 2 ulp; in place is allowed.
  package func apply(
    _ function: ElementaryFunction, count: Int, _ x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>
  ) {
    table.pointee.function(function.identifier, count, x, y)
  }
}

/// One step of Adam for a part of a parameter: its moments and weights, and the corrections for the moments'
/// bias, which are in `stepSize` and `secondBiasRoot`.
package struct AdamStep<S: Scalar> {
  package var stepSize: Double
  package var beta1: Double
  package var beta2: Double
  package var epsilon: Double
  package var secondBiasRoot: Double
  package var firstMoment: UnsafeMutablePointer<S>
  package var secondMoment: UnsafeMutablePointer<S>
  package var weights: UnsafeMutablePointer<S>

  package init(
    stepSize: Double, beta1: Double, beta2: Double, epsilon: Double, secondBiasRoot: Double,
    firstMoment: UnsafeMutablePointer<S>, secondMoment: UnsafeMutablePointer<S>,
    weights: UnsafeMutablePointer<S>
  ) {
    self.stepSize = stepSize
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.secondBiasRoot = secondBiasRoot
    self.firstMoment = firstMoment
    self.secondMoment = secondMoment
    self.weights = weights
  }
}

extension nn_adam {
  fileprivate init<S>(_ step: AdamStep<S>) {
    self.init(
      step_size: step.stepSize, beta1: step.beta1, beta2: step.beta2, epsilon: step.epsilon,
      bias2_root: step.secondBiasRoot, first: step.firstMoment, second: step.secondMoment, w: step.weights)
  }
}

extension nn_byte_rows {
  fileprivate init(_ x: ByteRows) {
    self.init(
      bytes: x.bytes, nonzero_masks: x.nonzeroMasks, width: x.width, rows: x.examples.baseAddress,
      scale: x.scale, offset: x.offset)
  }
}
