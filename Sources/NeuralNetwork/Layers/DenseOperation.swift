import Model

extension Dense: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try DenseOperation(context, activation: KernelActivation(activation))
  }
}

/// y = f(x · W + b), with W (inputs×outputs) in panels and b (outputs), which may be missing.
final class DenseOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>
  private let inputs: Int
  private let outputs: Int
  private let activation: KernelActivation
  private let layout: PackedLayout<S>
  private let bias: UnsafeMutablePointer<S>?
  /// The weights as another layer may share them: W, or Wᵀ where ``isTransposed``.
  private let parameter: UnsafeMutablePointer<S>
  /// Whether it reads the transpose of another layer's weights.
  private let isTransposed: Bool
  /// The transpose of ``parameter``, made anew in each step, where it is needed: Wᵀ for the gradient of the
  /// input, or W.
  private let transpose: AlignedBuffer<S>?
  /// A one, each row of the column of ones whose product with a matrix is the sum of its rows.
  private let one: AlignedBuffer<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ context: OperationContext<S>, activation: KernelActivation) throws(TrainingError) {
    self.inputs = context.node.inputCount
    self.outputs = context.node.outputs
    self.activation = activation
    self.parameter = context.parameters[0].value
    self.layout = PackedLayout(rows: inputs, columns: outputs)
    self.bias = context.parameters.count > 1 ? context.parameters[1].value : nil
    self.kernels = context.kernels
    self.isTransposed = context.node.tie(of: 0)?.isTransposed ?? false
    let transposed =
      isTransposed
      ? PackedLayout<S>(rows: inputs, columns: outputs) : PackedLayout<S>(rows: outputs, columns: inputs)
    self.transpose =
      isTransposed || context.needsInputGradient ? try AlignedBuffer(count: transposed.count) : nil
    self.one = try AlignedBuffer(count: S.lanes)
    one.pointer.pointee = 1
  }

  var readsBytes: Bool { !isTransposed }

  /// W (inputs×outputs, panels).
  private var weights: UnsafeMutablePointer<S> { isTransposed ? transpose?.pointer ?? parameter : parameter }

  /// The sums x · W + b, where the activation's derivative needs them.
  func savedWidths(_ mode: NetworkMode) -> [Int] {
    mode == .training && activation.readsInput ? [outputs] : []
  }

  /// The rows that are transposed at once, a multiple of ``Scalar/lanes``.
  private static var preparedRows: Int { 64 }

  var preparationParts: Int {
    transpose == nil ? 0 : (parameterRows + Self.preparedRows - 1) / Self.preparedRows
  }

  private var parameterRows: Int { isTransposed ? outputs : inputs }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func prepare(part: Int) {
    guard let transpose else { return }
    let rows = part * Self.preparedRows..<min((part + 1) * Self.preparedRows, parameterRows)
    kernels.transposePanels(
      k: parameterRows, n: isTransposed ? inputs : outputs, rows: rows, parameter, into: transpose.pointer)
  }

  func beginEvaluation() {
    guard isTransposed else { return }
    for part in 0..<preparationParts { prepare(part: part) }
  }

  /// The columns of a block of W, as they are moved together.
  var columnUnit: Int? { PanelBlock<S>.largestWidth }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    // The sums are kept where the derivative needs them.
    let keepsSums = mode == .training && activation.readsInput
    let (y, fused) = keepsSums ? (tensors.saved(), .identity) : (tensors.output, activation)
    let first = columns.lowerBound
    let weights = weights + layout.offset(row: 0, column: first)
    let bias = bias.map { UnsafePointer($0 + first) }
    switch tensors.input() {
    case .bytes(let x):
      kernels.byteProduct(
        n: columns.count, x: x, weights: weights, bias: bias, activation: fused,
        c: y.pointer + first, cStride: y.stride)
    case .scaledBytes(let x):
      kernels.scaledProduct(
        n: columns.count, x: x, weights: weights, bias: bias, activation: fused,
        c: y.pointer + first, cStride: y.stride)
    case .matrix(let x):
      kernels.matrixProduct(
        m: x.rows, n: columns.count, k: inputs, a: x.pointer, aStrides: (row: x.stride, column: 1),
        b: weights, bStride: nil, bias: bias, activation: fused, c: y.pointer + first,
        cStride: y.stride)
    }
    guard keepsSums else { return }
    let count = min(S.stride(columns: columns.count), y.stride - first)
    for row in 0..<y.rows {
      kernels.activate(
        activation, count: count, y.pointer + row * y.stride + first,
        into: tensors.output.pointer + row * y.stride + first)
    }
  }

  /// dz = dy · f′(z), which takes the place of dy; dx = dz · Wᵀ.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let dy = tensors.outputGradient
    if activation != .identity {
      let known = activation.readsInput ? tensors.saved() : tensors.output
      kernels.activateBackward(
        activation, count: dy.count, known: known.pointer, dy: dy.pointer, into: dy.pointer)
    }
    if let transpose, let dx = tensors.inputGradient() {
      kernels.matrixProduct(
        m: dy.rows, n: inputs, k: outputs, a: dy.pointer, aStrides: (row: dy.stride, column: 1),
        b: isTransposed ? parameter : transpose.pointer, bStride: nil, bias: nil, c: dx.pointer,
        cStride: dx.stride)
    }
  }

  /// dW = xᵀ · dz, of the transpose dWᵀ = dzᵀ · x; db = Σ_rows dz = 1ᵀ · dz.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    let dz = tensors.outputGradient
    let ones = MatrixView(pointer: one.pointer, rows: dz.rows, columns: 1, stride: 0)
    if parameter == 0, isTransposed { return .product(.matrix(dz), tensors.matrix()) }
    return .product(parameter == 0 ? tensors.input() : .matrix(ones), dz)
  }
}
