import Model
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
  let labels = (0..<64).map { Int32($0 % 10) }
  measure("transpose_panels 128x64") { kernels.transposePanels(k: 128, n: 64, x.start, into: y.start) }
  measure("transpose_panels 64x10") { kernels.transposePanels(k: 64, n: 10, x.start, into: y.start) }
  measure("transpose_panels 784x128") { kernels.transposePanels(k: 784, n: 128, x.start, into: y.start) }
  for function in [ReLU(), Sigmoid(), Tanh()] as [any Activation] {
    guard let activation = try? KernelActivation(function) else { continue }
    measure("\(function.name) 64x128") {
      kernels.activate(activation, count: 64 * 128, x.start, into: y.start)
    }
    measure("\(function.name) backward 64x128") {
      kernels.activateBackward(activation, count: 64 * 128, known: y.start, dy: x.start, into: z.start)
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
  func step(at place: Int) -> AdamStep<S> {
    AdamStep(
      stepSize: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: 1,
      firstMoment: y.start + place, secondMoment: moments.start + place, weights: w.start + place)
  }
  measure("matrix_product_adam TN 784x128x64") {
    for panel in 0..<128 / width {
      kernels.matrixProductAdam(
        m: 784, n: width, k: 64, a: x.start, aStrides: (row: 1, column: 784), b: z.start + panel * width,
        bStride: 128, step: step(at: panel * width * 784), gradient: gradient.start)
    }
  }
  guard let images = Images(count: 256).features else { return results }
  (0..<64).map { Int32($0 * 37 % 256) }.withUnsafeBufferPointer { examples in
    let batch = images.rows(examples)
    measure("byte_product 64x128x784") {
      kernels.byteProduct(
        n: 128, x: batch, weights: w.start, bias: z.start, c: x.start, cStride: 128)
    }
    measure("byte_gradient, Adam 784x128x64") {
      for first in stride(from: 0, to: 128, by: 2 * width) {
        for row in stride(from: 0, to: 784, by: 196) {
          kernels.byteGradient(
            rows: row..<row + 196, n: 2 * width, x: batch, dz: z.start + first, dzStride: 128,
            step: step(at: first * 784 + row * width), gradient: gradient.start)
        }
      }
    }
  }
  withExtendedLifetime(images) {}
  return results
}

/// Bytes as the pixels of MNIST: 28×28 an image, 19 % of them not 0, all of these within its middle.
private final class Images: Sendable {
  nonisolated(unsafe) private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(count: Int) {
    bytes = .allocate(capacity: count * 784)
    var state: UInt64 = 1
    for place in 0..<count * 784 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let isMiddle = 4..<24 ~= place % 784 / 28 && 8..<20 ~= place % 28
      bytes.initializeElement(at: place, to: isMiddle && state >> 33 % 8 < 5 ? UInt8(state >> 56) : 0)
    }
  }

  deinit { bytes.deallocate() }

  var features: ByteFeatures? {
    try? ByteFeatures(
      UnsafeBufferPointer(bytes), of: self, width: 784, scale: 1 / (255 * 0.3081), offset: -0.1307 / 0.3081)
  }
}
