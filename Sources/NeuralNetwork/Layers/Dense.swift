/// y = f(x · W + b), with W (inputs×outputs) in panels and b (outputs).
final class Dense<S: Scalar>: Layer {
  private let kernels: Kernels<S>
  private let inputs: Int
  private let outputs: Int
  /// `nil` for the identity, which needs no pass over the outputs.
  private let activation: Activation?
  private let weight: Parameter<S>
  private let bias: Parameter<S>
  /// Wᵀ (outputs×inputs, panels), made anew in each step; a first layer has no use for it.
  private let transposedWeight: AlignedBuffer<S>?

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    inputs: Int, outputs: Int, activation: Activation, weight: Parameter<S>, bias: Parameter<S>,
    kernels: Kernels<S>, isFirst: Bool
  ) throws(TrainingError) {
    self.inputs = inputs
    self.outputs = outputs
    self.activation = activation == .identity ? nil : activation
    self.weight = weight
    self.bias = bias
    self.kernels = kernels
    let transposed = PanelLayout<S>(rows: outputs, columns: inputs)
    self.transposedWeight = isFirst ? nil : try AlignedBuffer(count: transposed.count)
  }

  func prepareBackward(_ member: TeamMember) {
    guard let transposedWeight else { return }
    let rows = member.share(of: inputs, unit: S.lanes)
    kernels.transposePanels(k: inputs, n: outputs, rows: rows, weight.value, into: transposedWeight.pointer)
  }

  func forward(_ x: MatrixView<S>, into y: MatrixView<S>, mode: NetworkMode) {
    kernels.matrixProduct(
      m: x.rows, n: outputs, k: inputs, a: x.pointer, aStrides: (row: x.stride, column: 1), b: weight.value,
      bStride: nil, bias: bias.value, c: y.pointer, cStride: y.stride)
    if let activation {
      kernels.activate(activation, count: y.count, y.pointer, into: y.pointer)
    }
  }

  /// dz = dy · f′(z), which takes the place of dy; dx = dz · Wᵀ.
  func backward(x: MatrixView<S>, y: MatrixView<S>, dy: MatrixView<S>, dx: MatrixView<S>?) {
    if let activation {
      kernels.activateBackward(activation, count: y.count, y: y.pointer, dy: dy.pointer, into: dy.pointer)
    }
    if let dx, let transposedWeight {
      kernels.matrixProduct(
        m: dy.rows, n: inputs, k: outputs, a: dy.pointer, aStrides: (row: dy.stride, column: 1),
        b: transposedWeight.pointer, bStride: nil, bias: nil, c: dx.pointer, cStride: dx.stride)
    }
  }

  /// dW = xᵀ · dz, db = Σ_rows dz.
  func update(_ update: ParameterUpdate<S>, x: MatrixView<S>, dy dz: MatrixView<S>) {
    update(weight) { block, gradient in
      kernels.matrixProduct(
        m: block.rows.count, n: block.columns.count, k: x.rows, a: x.pointer + block.rows.lowerBound,
        aStrides: (row: 1, column: x.stride), b: dz.pointer + block.columns.lowerBound, bStride: dz.stride,
        bias: nil,
        c: gradient, cStride: block.width)
    }
    update(bias) { block, gradient in
      kernels.columnSums(
        m: dz.rows, n: block.columns.count, stride: dz.stride, dz.pointer + block.columns.lowerBound,
        into: gradient)
    }
  }
}
