/// y = f(x · W + b), with W (inputs×outputs) in panels and b (outputs).
final class Dense<S: Scalar>: Layer {
  private let kernels: Kernels<S>
  private let inputs: Int
  private let outputs: Int
  /// `nil` for the identity, which needs no pass over the outputs.
  private let activation: Activation?
  private let weight: Parameter<S>
  private let bias: Parameter<S>
  /// Wᵀ (outputs×inputs, panels), made anew in each backward pass; a first layer has no use for it.
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

  func forward(_ x: MatrixView<S>, into y: MatrixView<S>, mode: NetworkMode) {
    kernels.matrixProduct(
      m: x.rows, n: outputs, k: inputs, a: x.pointer, aStrides: (row: x.stride, column: 1), b: weight.value,
      bStride: nil, bias: bias.value, c: y.pointer, cStride: y.stride)
    if let activation {
      kernels.activate(activation, count: y.count, y.pointer, into: y.pointer)
    }
  }

  /// With dz = dy · f′(z): db = Σ_rows dz, dW = xᵀ · dz, dx = dz · Wᵀ.
  func backward(x: MatrixView<S>, y: MatrixView<S>, dy: MatrixView<S>, dx: MatrixView<S>?) {
    let dz = dy
    if let activation {
      kernels.activateBackward(activation, count: y.count, y: y.pointer, dy: dy.pointer, into: dz.pointer)
    }
    kernels.columnSums(m: dz.rows, n: outputs, stride: dz.stride, dz.pointer, into: bias.gradient)
    kernels.matrixProduct(
      m: inputs, n: outputs, k: x.rows, a: x.pointer, aStrides: (row: 1, column: x.stride), b: dz.pointer,
      bStride: dz.stride, bias: nil, c: weight.gradient, cStride: nil)
    if let dx, let transposedWeight {
      kernels.transposePanels(k: inputs, n: outputs, weight.value, into: transposedWeight.pointer)
      kernels.matrixProduct(
        m: dz.rows, n: inputs, k: outputs, a: dz.pointer, aStrides: (row: dz.stride, column: 1),
        b: transposedWeight.pointer, bStride: nil, bias: nil, c: dx.pointer, cStride: dx.stride)
    }
  }
}
