import NeuralNetwork

/// Microseconds of the other kernels on the sizes of the MNIST model (784-128-64-10, batches of 64).
func printOtherKernels(_ instructionSet: InstructionSet) {
  print("kernel                              float us  double us")
  let float = microseconds(Float.self, instructionSet)
  let double = microseconds(Double.self, instructionSet)
  for (single, other) in zip(float, double) {
    print(
      column(single.name, width: 34), column(single.microseconds, decimals: 2, width: 9),
      column(other.microseconds, decimals: 2, width: 10))
  }
  print()
}

private func microseconds<S: Scalar>(
  _: S.Type, _ instructionSet: InstructionSet
) -> [(name: String, microseconds: Double)] {
  guard let kernels = S.kernels(for: instructionSet) else { return [] }
  var results: [(name: String, microseconds: Double)] = []
  func measure(_ name: String, _ body: () -> Void) { results.append((name, secondsPerCall(body) * 1e6)) }

  let weights = 784 * 128
  let (x, y, z, w) = (Buffer<S>(weights), Buffer<S>(weights), Buffer<S>(weights), Buffer<S>(weights))
  let gradient = Buffer<S>(784 * 2 * S.lanes)
  let bytes = [UInt8](repeating: 17, count: 256 * 784)
  let rows = (0..<64).map { Int32($0 * 37 % 256) }
  let labels = (0..<64).map { Int32($0 % 10) }
  measure("gather_bytes 64x784") {
    kernels.gatherBytes(
      m: 64, n: 784, stride: 784, source: bytes, rows: rows, scale: 0.0127, offset: -0.424, into: x.start,
      leads: nil)
  }
  measure("transpose_panels 128x64") { kernels.transposePanels(k: 128, n: 64, x.start, into: y.start) }
  measure("transpose_panels 64x10") { kernels.transposePanels(k: 64, n: 10, x.start, into: y.start) }
  measure("transpose_panels 784x128") { kernels.transposePanels(k: 784, n: 128, x.start, into: y.start) }
  for activation in [Activation.relu, .sigmoid, .tanh] {
    measure("\(activation) 64x128") { kernels.activate(activation, count: 64 * 128, x.start, into: y.start) }
    measure("\(activation) backward 64x128") {
      kernels.activateBackward(activation, count: 64 * 128, y: y.start, dy: x.start, into: z.start)
    }
  }
  measure("softmax_cross_entropy 64x10") {
    kernels.softmaxCrossEntropy(
      m: 64, n: 10, stride: 16, logits: x.start, labels: labels, losses: y.start, gradient: z.start)
  }
  measure("sgd 100352") {
    kernels.sgd(
      count: weights, learningRate: 1e-6, momentum: 0.9, gradient: x.start, velocity: y.start,
      weights: w.start)
  }
  let moments = Buffer<S>(weights)
  for index in 0..<weights { (y.start[index], moments.start[index]) = (0, 0) }
  let width = 2 * S.lanes
  measure("matrix_product_adam TN 784x128x64") {
    for panel in 0..<128 / width {
      let place = panel * width * 784
      kernels.matrixProductAdam(
        m: 784, n: width, k: 64, a: x.start, aStrides: (row: 1, column: 784), b: z.start + panel * width,
        bStride: 128, stepSize: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: 1,
        gradient: gradient.start, firstMoment: y.start + place, secondMoment: moments.start + place,
        weights: w.start + place)
    }
  }
  return results
}
