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
    // PyTorch rounds in another order: a few units in the last place of the largest weight on the way.
    let largest = try #require((golden.start + golden.weights.joined()).map(abs).max())
    let tolerance = 4 * Double(S.ulpOfOne) * largest
    var steps = try GivenSteps<S>(description, start: golden.start)
    for (gradient, weights) in zip(golden.gradients, golden.weights) {
      try steps.step(along: gradient)
      expectClose(steps.weights, weights, relative: tolerance, floor: 1)
    }
  }
}

/// An optimizer that moves a vector of weights along given gradients.
struct GivenSteps<S: Scalar> {
  private let store: ParameterStore<S>
  private let update: ParameterUpdate<S>

  init(
    _ description: any Optimizer, start: [Double], instructionSet: InstructionSet = .best
  ) throws {
    store = try ParameterStore<S>([[ParameterShape(name: "w", shape: [start.count])]])
    store.layers[0][0].load(start.map { S($0) })
    let kernels = try #require(S.kernels(for: instructionSet))
    let training = try #require(description as? any TrainingOptimizer)
    update = try ParameterUpdate(
      training.makeRule(kernels: kernels), learningRate: description.learningRate, count: store.count,
      kernels: kernels)
  }

  var weights: [Double] { store.layers[0][0].logicalValues.map { Double($0) } }

  /// One step along `gradient`: a product of one example, x = 1, with it.
  mutating func step(
    along gradient: [Double], learningRate: Double? = nil, momentum: Double? = nil
  ) throws {
    let stride = S.stride(columns: gradient.count)
    let (x, dy) = (try AlignedBuffer<S>(count: S.lanes), try AlignedBuffer<S>(count: stride))
    x.pointer[0] = 1
    for (index, element) in gradient.enumerated() { dy.pointer[index] = S(element) }
    let scratch = try AlignedBuffer<S>(count: ParameterBlock<S>.count)
    if let learningRate { update.learningRate = learningRate }
    update.momentum = momentum
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
