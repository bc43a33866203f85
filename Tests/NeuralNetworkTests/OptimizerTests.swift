import Model
import Testing

@testable import NeuralNetwork

/// Four steps of each optimizer along given gradients, against PyTorch.
@Suite struct OptimizerTests {
  static let descriptions: [(String, any Optimizer)] = [
    ("adam", Adam(learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
    ("sgd", SGD(learningRate: 0.1, momentum: 0)),
    ("momentum", SGD(learningRate: 0.1, momentum: 0.9)),
  ]

  @Test(arguments: descriptions)
  func stepsInSinglePrecision(_ name: String, _ description: any Optimizer) throws {
    try check(Float.self, name, "float32", description)
  }

  @Test(arguments: descriptions)
  func stepsInDoublePrecision(_ name: String, _ description: any Optimizer) throws {
    try check(Double.self, name, "float64", description)
  }

  private func check<S: Scalar>(
    _: S.Type, _ name: String, _ precision: String, _ description: any Optimizer
  ) throws {
    let golden = try #require(try TrainingGoldens.load().optimizers[name]?[precision])
    let store = try ParameterStore<S>([[ParameterShape(name: "w", shape: [golden.start.count])]])
    let parameter = store.layers[0][0]
    parameter.load(golden.start.map { S($0) })
    let kernels = try #require(S.kernels(for: .best))
    let training = try #require(description as? any TrainingOptimizer)
    let update = try ParameterUpdate(
      training.makeRule(kernels: kernels), count: store.count, kernels: kernels)
    // PyTorch rounds in another order: a few units in the last place of the largest weight on the way.
    let largest = try #require((golden.start + golden.weights.joined()).map(abs).max())
    let tolerance = 4 * Double(S.ulpOfOne) * largest
    for (gradient, weights) in zip(golden.gradients, golden.weights) {
      try step(update, store, gradient)
      expectClose(parameter.logicalValues.map { Double($0) }, weights, relative: tolerance, floor: 1)
    }
  }

  /// One step along `gradient`: a product of one example, x = 1, with it.
  private func step<S: Scalar>(
    _ update: ParameterUpdate<S>, _ store: ParameterStore<S>, _ gradient: [Double]
  ) throws {
    let stride = S.stride(columns: gradient.count)
    let (x, dy) = (try AlignedBuffer<S>(count: S.lanes), try AlignedBuffer<S>(count: stride))
    x.pointer[0] = 1
    for (index, element) in gradient.enumerated() { dy.pointer[index] = S(element) }
    let scratch = try AlignedBuffer<S>(count: ParameterBlock<S>.count)
    update.beginStep()
    for block in store.blocks {
      let product = BlockGradient(
        gradient: .product(
          .matrix(MatrixView(pointer: x.pointer, rows: 1, columns: 1, stride: S.lanes)),
          MatrixView(pointer: dy.pointer, rows: 1, columns: gradient.count, stride: stride)),
        place: block.place)
      update.update(block, along: product, scratch: scratch.pointer)
    }
  }
}
