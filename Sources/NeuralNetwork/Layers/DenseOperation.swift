import Model

extension Dense: TrainableLayer {
  func makeOperation<S>(
    _ shapes: LayerShapes, parameters: [Parameter<S>], kernels: Kernels<S>, isFirst: Bool
  ) throws(TrainingError) -> any LayerOperation<S> {
    try DenseOperation(
      inputs: shapes.inputs, outputs: shapes.outputs, activation: KernelActivation(activation),
      weight: parameters[0], bias: parameters[1], kernels: kernels, isFirst: isFirst)
  }
}

/// y = f(x · W + b), with W (inputs×outputs) in panels and b (outputs).
final class DenseOperation<S: Scalar>: LayerOperation {
  private let kernels: Kernels<S>
  private let inputs: Int
  private let outputs: Int
  private let activation: KernelActivation
  private let weight: Parameter<S>
  private let bias: Parameter<S>
  /// Wᵀ (outputs×inputs, panels), made anew in each step; a first layer has no use for it.
  private let transposedWeight: AlignedBuffer<S>?
  /// A one, each row of the column of ones whose product with a matrix is the sum of its rows.
  private let one: AlignedBuffer<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    inputs: Int, outputs: Int, activation: KernelActivation, weight: Parameter<S>, bias: Parameter<S>,
    kernels: Kernels<S>, isFirst: Bool
  ) throws(TrainingError) {
    self.inputs = inputs
    self.outputs = outputs
    self.activation = activation
    self.weight = weight
    self.bias = bias
    self.kernels = kernels
    let transposed = PackedLayout<S>(rows: outputs, columns: inputs)
    self.transposedWeight = isFirst ? nil : try AlignedBuffer(count: transposed.count)
    self.one = try AlignedBuffer(count: S.lanes)
    one.pointer.pointee = 1
  }

  /// The rows of W that are transposed at once, a multiple of ``Scalar/lanes``.
  private static var preparedRows: Int { 64 }

  var preparationParts: Int {
    transposedWeight == nil ? 0 : (inputs + Self.preparedRows - 1) / Self.preparedRows
  }

  func prepareBackward(part: Int) {
    guard let transposedWeight else { return }
    let rows = part * Self.preparedRows..<min((part + 1) * Self.preparedRows, inputs)
    kernels.transposePanels(k: inputs, n: outputs, rows: rows, weight.value, into: transposedWeight.pointer)
  }

  /// The columns of a block of W, as they are moved together.
  var columnUnit: Int { PanelBlock<S>.largestWidth }

  func forward(_ x: LayerInput<S>, into y: MatrixView<S>, columns: Range<Int>, mode: NetworkMode) {
    let first = columns.lowerBound
    let weights = weight.value + weight.layout.offset(row: 0, column: first)
    switch x {
    case .bytes(let x):
      kernels.byteProduct(
        n: columns.count, x: x, weights: weights, bias: bias.value + first, activation: activation,
        c: y.pointer + first, cStride: y.stride)
    case .matrix(let x):
      kernels.matrixProduct(
        m: x.rows, n: columns.count, k: inputs, a: x.pointer, aStrides: (row: x.stride, column: 1),
        b: weights, bStride: nil, bias: bias.value + first, activation: activation, c: y.pointer + first,
        cStride: y.stride)
    }
  }

  /// dz = dy · f′(z), which takes the place of dy; dx = dz · Wᵀ.
  func backward(x: LayerInput<S>, y: MatrixView<S>, dy: MatrixView<S>, dx: MatrixView<S>?) {
    if activation != .identity {
      kernels.activateBackward(activation, count: y.count, y: y.pointer, dy: dy.pointer, into: dy.pointer)
    }
    if let dx, let transposedWeight {
      kernels.matrixProduct(
        m: dy.rows, n: inputs, k: outputs, a: dy.pointer, aStrides: (row: dy.stride, column: 1),
        b: transposedWeight.pointer, bStride: nil, bias: nil, c: dx.pointer, cStride: dx.stride)
    }
  }

  /// dW = xᵀ · dz, db = Σ_rows dz = 1ᵀ · dz.
  func gradient(
    of parameter: Int, in block: PanelBlock<S>, x: LayerInput<S>, dy dz: MatrixView<S>
  ) -> BlockGradient<S> {
    let ones = MatrixView(pointer: one.pointer, rows: dz.rows, columns: 1, stride: 0)
    return BlockGradient(x: parameter == 0 ? x : .matrix(ones), dy: dz, place: block)
  }
}
