import Testing

@testable import NeuralNetwork

/// Gradients of every layer, activation and loss against central differences, in double precision.
///
/// To add a layer, an activation or a loss: add a row to ``cases`` that uses it. Give it a layer before it,
/// whose gradients are right only if the gradient of its input is, and one size above 16, where panels begin
/// to matter. The point must be smooth: where a row fails by much in one element alone, another `seed` may
/// have left a kink; say so if none does.
struct GradientCase: CustomTestStringConvertible, Sendable {
  var name: String
  var inputs = 3
  var layers: [LayerDescription]
  var loss = LossDescription.meanSquaredError
  /// The examples of the batch.
  var rows = 5
  /// How far weights and biases lie from 0.
  var scale = 0.8
  var seed: UInt64 = 1

  var testDescription: String { name }

  static let cases = [
    GradientCase(name: "identity", layers: [.dense(4), .dense(2)]),
    GradientCase(name: "sigmoid", layers: [.dense(4, .sigmoid), .dense(3, .sigmoid), .dense(2)]),
    GradientCase(name: "tanh", layers: [.dense(4, .tanh), .dense(3, .tanh), .dense(2)]),
    GradientCase(name: "relu", layers: [.dense(6, .relu), .dense(5, .relu), .dense(2)]),
    GradientCase(
      name: "leaky relu",
      layers: [.dense(4, .leakyReLU(slope: 0.2)), .dense(3, .leakyReLU(slope: 0.01)), .dense(2)]),
    GradientCase(name: "activation on the last layer", layers: [.dense(4, .tanh), .dense(3, .sigmoid)]),
    GradientCase(name: "one layer", layers: [.dense(2, .tanh)]),
    GradientCase(name: "one unit each", inputs: 1, layers: [.dense(1, .tanh), .dense(1)], rows: 1),
    GradientCase(
      name: "several panels", inputs: 35, layers: [.dense(33, .tanh), .dense(19, .sigmoid), .dense(17)],
      rows: 9,
      scale: 0.3),
    GradientCase(
      name: "softmax cross-entropy", layers: [.dense(5, .tanh), .dense(4)], loss: .softmaxCrossEntropy,
      rows: 7),
    GradientCase(
      name: "softmax cross-entropy, many classes", layers: [.dense(18, .tanh), .dense(21)],
      loss: .softmaxCrossEntropy, rows: 4),
    GradientCase(name: "mean squared error", layers: [.dense(5, .tanh), .dense(1)], rows: 8),
    GradientCase(
      name: "binary cross-entropy", layers: [.dense(5, .tanh), .dense(1, .sigmoid)],
      loss: .binaryCrossEntropy,
      rows: 6),
    GradientCase(
      name: "binary cross-entropy, several outputs", layers: [.dense(4, .sigmoid), .dense(18, .sigmoid)],
      loss: .binaryCrossEntropy),
  ]

  /// Features and targets of the case's shapes, the targets of a kind that its loss takes.
  func examples(outputs: Int) -> GivenExamples {
    var spread = Spread(seed)
    let features = spread.numbers(rows * inputs)
    let targets: Targets =
      switch loss {
      case .softmaxCrossEntropy: .classes(spread.classes(rows, of: outputs))
      // The perceptron's gradient is a rule, not a derivative: see PerceptronTests.
      case .meanSquaredError, .perceptron: .values(spread.numbers(rows * outputs), width: outputs)
      case .binaryCrossEntropy: .values(spread.numbers(rows * outputs).map { ($0 + 1) / 2 }, width: outputs)
      }
    return GivenExamples(features: features, featureCount: inputs, targets: targets)
  }
}

@Suite struct GradientTests {
  @Test(arguments: GradientCase.cases)
  func gradientsEqualCentralDifferences(_ testCase: GradientCase) throws {
    let shapes = try NetworkDescription(inputShape: [testCase.inputs], layers: testCase.layers).outputShapes()
    let examples = testCase.examples(outputs: try #require(shapes.last).elementCount)
    let trainer = try Trainer<Double>(testCase.layers, loss: testCase.loss, on: examples)
    trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
    let rows = (0..<Int32(testCase.rows)).map { $0 }

    let gradients = try trainer.computeGradients(rows: rows).gradients
    let analytic = trainer.allParameters.map(gradients.gradient)
    for (parameter, analytic) in zip(trainer.allParameters, analytic) {
      let numeric = try differences(of: trainer, by: parameter, rows: rows)
      let largest = try #require(numeric.map(abs).max())
      #expect(largest > 1e-6, "\(parameter.description.name) moves nothing: the case tests nothing")
      // The differences err by about step² of the third derivative and by 1e-16 / step of the loss.
      expectClose(analytic, numeric, relative: 1e-7, floor: largest, "\(parameter.description.name)")
    }
  }

  /// ∂loss/∂w ≈ (loss(w + h) − loss(w − h)) / 2h for each element w, in PyTorch's order.
  private func differences(
    of trainer: Trainer<Double>, by parameter: Parameter<Double>, rows: [Int32]
  ) throws -> [Double] {
    let (layout, step) = (parameter.layout, 1e-5)
    var result: [Double] = []
    for column in 0..<layout.columns {
      for row in 0..<layout.rows {
        let element = parameter.value + layout.offset(row: row, column: column)
        let value = element.pointee
        element.pointee = value + step
        let above = try trainer.computeGradients(rows: rows).loss
        element.pointee = value - step
        let below = try trainer.computeGradients(rows: rows).loss
        element.pointee = value
        result.append((above - below) / (2 * step))
      }
    }
    return result
  }

  @Test(arguments: GradientCase.cases)
  func paddingStaysZero(_ testCase: GradientCase) throws {
    let shapes = try NetworkDescription(inputShape: [testCase.inputs], layers: testCase.layers).outputShapes()
    let examples = testCase.examples(outputs: try #require(shapes.last).elementCount)
    let trainer = try Trainer<Double>(testCase.layers, loss: testCase.loss, on: examples)
    trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
    for _ in 0..<3 { try trainer.step(rows: (0..<Int32(testCase.rows)).map { $0 }) }
    let logical = trainer.allParameters.flatMap(\.logicalValues)
    let store = trainer.network.parameters
    let all = UnsafeBufferPointer(start: store.values.pointer, count: store.count)
    #expect(all.count { $0 != 0 } == logical.count { $0 != 0 })
  }
}
