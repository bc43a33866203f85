import Model
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
  var network: Network
  var loss: any Loss = MeanSquaredError()
  /// The examples of the batch.
  var rows = 5
  /// How far weights and biases lie from 0.
  var scale = 0.8
  var seed: UInt64 = 1

  init(
    name: String, inputs: Int = 3, layers: [any LayerElement], loss: any Loss = MeanSquaredError(),
    rows: Int = 5, scale: Double = 0.8, seed: UInt64 = 1
  ) {
    self.init(
      name: name, network: Network(inputShape: [inputs], layers: layers), loss: loss, rows: rows,
      scale: scale, seed: seed)
  }

  init(
    name: String, network: Network, loss: any Loss = MeanSquaredError(), rows: Int = 5, scale: Double = 0.8,
    seed: UInt64 = 1
  ) {
    self.name = name
    self.network = network
    self.loss = loss
    self.rows = rows
    self.scale = scale
    self.seed = seed
  }

  var inputs: Int { network.inputShape.elementCount }

  var testDescription: String { name }

  static let cases = plainCases + imageCases + sequenceCases

  private static let plainCases = [
    GradientCase(name: "identity", layers: [.dense(4), .dense(2)]),
    GradientCase(
      name: "without biases",
      layers: [
        Dense(units: 18, activation: Tanh(), bias: nil), Dense(units: 4, activation: Mish(), bias: nil),
        Dense(units: 2, bias: nil),
      ]),
    GradientCase(name: "sigmoid", layers: [.dense(4, Sigmoid()), .dense(3, Sigmoid()), .dense(2)]),
    GradientCase(name: "tanh", layers: [.dense(4, Tanh()), .dense(3, Tanh()), .dense(2)]),
    GradientCase(name: "relu", layers: [.dense(6, ReLU()), .dense(5, ReLU()), .dense(2)]),
    GradientCase(
      name: "leaky relu",
      layers: [.dense(4, LeakyReLU(slope: 0.2)), .dense(3, LeakyReLU(slope: 0.01)), .dense(2)]),
    GradientCase(
      name: "activations as layers", layers: [.dense(4), Tanh(), .dense(19), Sigmoid(), .dense(2)]),
    GradientCase(
      name: "exponential units",
      layers: [.dense(18, ELU(alpha: 0.7)), .dense(5, SELU()), .dense(4, CELU(alpha: 1.5)), .dense(2)]),
    GradientCase(
      name: "gelu, silu and mish",
      layers: [
        .dense(19, GELU()), .dense(6, GELU(approximation: .tanh)), .dense(5, SiLU()), .dense(4, Mish()),
        .dense(2),
      ]),
    GradientCase(
      name: "softplus and softsign",
      layers: [
        .dense(5, Softplus()), .dense(17, Softplus(beta: 2, threshold: 1)), .dense(4, Softsign()), .dense(2),
      ]),
    GradientCase(
      name: "hard units",
      layers: [
        .dense(19, Hardtanh(minimum: -0.6, maximum: 0.5)), .dense(6, HardSigmoid()), .dense(5, HardSwish()),
        .dense(2),
      ]),
    GradientCase(
      name: "smooth units as layers",
      layers: [
        .dense(5), GELU(), .dense(18), SiLU(), .dense(4), Mish(), .dense(3), Softplus(), .dense(3),
        HardSwish(),
        .dense(2),
      ]),
    GradientCase(name: "a smooth unit on the last layer", layers: [.dense(4, Mish()), .dense(18, GELU())]),
    GradientCase(
      name: "prelu", layers: [.dense(5), PReLU(), .dense(4), PReLU(initial: 0.1), .dense(2)], rows: 7),
    GradientCase(
      name: "prelu, a slope for each channel",
      layers: [.dense(19), PReLU(slopes: .perChannel), .dense(3), PReLU(slopes: .perChannel)], rows: 7),
    GradientCase(
      name: "softmax layers", layers: [.dense(5), Softmax(), .dense(19), LogSoftmax(), .dense(2)]),
    GradientCase(
      name: "batch normalisation", inputs: 5,
      layers: [.dense(19, Tanh()), BatchNorm(), .dense(4, Sigmoid()), BatchNorm(epsilon: 0.1), .dense(2)],
      rows: 9),
    GradientCase(name: "batch normalisation of the input", layers: [BatchNorm(), .dense(2)], rows: 6),
    GradientCase(
      name: "residual",
      layers: [
        .dense(19, Tanh()), Residual(layers: [LayerEntry(.dense(19, Sigmoid())), LayerEntry(.dense(19))]),
        .dense(2),
      ]),
    GradientCase(
      name: "residual with projection",
      layers: [
        .dense(5, Tanh()), Residual(layers: [LayerEntry(.dense(7, Tanh()))], shortcut: .automatic), .dense(2),
      ]
    ),
    GradientCase(
      name: "branches",
      network: Network(
        inputShape: [3],
        layers: [
          LayerEntry(.dense(17, Tanh()), name: "a"), LayerEntry(.dense(5, Sigmoid()), name: "b"),
          LayerEntry(.dense(5, Tanh()), name: "c", source: "input"),
          LayerEntry(Concat(sources: ["a", "c", "a"])),
          LayerEntry(.dense(5)), LayerEntry(Tanh(), name: "d"), LayerEntry(Add(sources: ["b", "d", "c"])),
          LayerEntry(Flatten()), LayerEntry(.dense(2)),
        ])),
    GradientCase(
      name: "tied weights",
      network: Network(
        inputShape: [3],
        layers: [
          LayerEntry(.dense(19, Tanh()), name: "code"), LayerEntry(.dense(3, Sigmoid()), tie: "code"),
          LayerEntry(.dense(19, Tanh()), tie: "code"), LayerEntry(.dense(2)),
        ])),
    GradientCase(
      name: "tied weights behind an activation",
      network: Network(
        inputShape: [3],
        layers: [
          LayerEntry(Tanh()), LayerEntry(.dense(4, Tanh()), name: "code"),
          LayerEntry(.dense(3), name: "again", tie: "code"), LayerEntry(.dense(4), tie: "again"),
        ])),
    GradientCase(
      name: "frozen layers",
      network: Network(
        inputShape: [3],
        layers: [
          LayerEntry(.dense(4, Tanh()), isFrozen: true), LayerEntry(.dense(5, Tanh())),
          LayerEntry(.dense(6, Sigmoid()), isFrozen: true), LayerEntry(.dense(2)),
        ])),
    GradientCase(name: "activation on the last layer", layers: [.dense(4, Tanh()), .dense(3, Sigmoid())]),
    GradientCase(name: "one layer", layers: [.dense(2, Tanh())]),
    GradientCase(name: "one unit each", inputs: 1, layers: [.dense(1, Tanh()), .dense(1)], rows: 1),
    GradientCase(
      name: "several panels", inputs: 35, layers: [.dense(33, Tanh()), .dense(19, Sigmoid()), .dense(17)],
      rows: 9,
      scale: 0.3),
    GradientCase(
      name: "softmax cross-entropy", layers: [.dense(5, Tanh()), .dense(4)], loss: CrossEntropy(),
      rows: 7),
    GradientCase(
      name: "softmax cross-entropy, many classes", layers: [.dense(18, Tanh()), .dense(21)],
      loss: CrossEntropy(), rows: 4),
    GradientCase(name: "mean squared error", layers: [.dense(5, Tanh()), .dense(1)], rows: 8),
    GradientCase(
      name: "binary cross-entropy", layers: [.dense(5, Tanh()), .dense(1, Sigmoid())],
      loss: BinaryCrossEntropy(),
      rows: 6),
    GradientCase(
      name: "binary cross-entropy, several outputs", layers: [.dense(4, Sigmoid()), .dense(18, Sigmoid())],
      loss: BinaryCrossEntropy()),
    GradientCase(
      name: "cross-entropy with smoothing and weights", layers: [.dense(5, Tanh()), .dense(4)],
      loss: CrossEntropy(labelSmoothing: 0.2, classWeights: [0.5, 2, 1, 3]), rows: 7),
    GradientCase(
      name: "cross-entropy with smoothing, many classes", layers: [.dense(18, Tanh()), .dense(21)],
      loss: CrossEntropy(labelSmoothing: 0.1), rows: 4),
    GradientCase(
      name: "binary cross-entropy with logits", layers: [.dense(5, Tanh()), .dense(3)],
      loss: BinaryCrossEntropyWithLogits(), rows: 6),
    GradientCase(
      name: "binary cross-entropy with logits and weights", layers: [.dense(4, Tanh()), .dense(3)],
      loss: BinaryCrossEntropyWithLogits(positiveWeights: [0.5, 3, 1.5])),
    GradientCase(
      name: "mean absolute error", layers: [.dense(5, Tanh()), .dense(18)], loss: MeanAbsoluteError()),
    GradientCase(name: "huber", layers: [.dense(5, Tanh()), .dense(4)], loss: Huber(delta: 0.4), rows: 8),
    GradientCase(
      name: "smooth l1", layers: [.dense(5, Tanh()), .dense(4)], loss: SmoothL1(beta: 0.6), rows: 8),
    GradientCase(name: "hinge", layers: [.dense(5, Tanh()), .dense(3)], loss: Hinge(), rows: 8),
    GradientCase(name: "poisson", layers: [.dense(5, Tanh()), .dense(3)], loss: Poisson(), rows: 6),
    GradientCase(
      name: "poisson of means", layers: [.dense(5, Tanh()), .dense(3, Sigmoid())],
      loss: Poisson(readsLogarithm: false, epsilon: 0.01), rows: 6),
    GradientCase(
      name: "divergence", layers: [.dense(5, Tanh()), .dense(19), LogSoftmax()], loss: KLDivergence(), rows: 6
    ),
  ]

  /// Features and targets of the case's shapes, the targets of a kind that its loss takes.
  func examples(outputs: Int) -> GivenExamples {
    var spread = Spread(seed)
    let indices = network.layers.lazy.compactMap { ($0.layer as? Embedding)?.count }.first
    let features =
      indices.map { spread.classes(rows * inputs, of: $0).map(Double.init) } ?? spread.numbers(rows * inputs)
    let targets: Targets =
      switch loss {
      case is CrossEntropy: .classes(spread.classes(rows, of: outputs))
      case is BinaryCrossEntropy, is BinaryCrossEntropyWithLogits, is Poisson, is KLDivergence, is Hinge:
        .values(spread.numbers(rows * outputs).map { ($0 + 1) / 2 }, width: outputs)
      // The perceptron's gradient is a rule, not a derivative: see PerceptronTests.
      default: .values(spread.numbers(rows * outputs), width: outputs)
      }
    return GivenExamples(features: features, featureCount: inputs, targets: targets)
  }
}

@Suite struct GradientTests {
  @Test(arguments: GradientCase.cases)
  func gradientsEqualCentralDifferences(_ testCase: GradientCase) throws {
    let examples = testCase.examples(outputs: try testCase.network.graph().outputs)
    let trainer = try Trainer<Double>(testCase.network, loss: testCase.loss, on: examples)
    trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
    let rows = (0..<Int32(testCase.rows)).map { $0 }

    let gradients = try trainer.computeGradients(rows: rows).gradients
    let analytic = trainer.trainedParameters.map(gradients.gradient)
    for (parameter, analytic) in zip(trainer.trainedParameters, analytic) {
      let numeric = try analytic.indices.map {
        try trainer.centralDifference(of: parameter, at: $0, rows: rows)
      }
      let largest = try #require(numeric.map(abs).max())
      #expect(largest > 1e-6, "\(parameter.description.name) moves nothing: the case tests nothing")
      expectClose(analytic, numeric, relative: 1e-7, floor: largest, "\(parameter.description.name)")
    }
  }

  @Test(arguments: GradientCase.cases)
  func paddingStaysZero(_ testCase: GradientCase) throws {
    let examples = testCase.examples(outputs: try testCase.network.graph().outputs)
    let trainer = try Trainer<Double>(testCase.network, loss: testCase.loss, on: examples)
    trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
    for _ in 0..<3 { try trainer.step(rows: (0..<Int32(testCase.rows)).map { $0 }) }
    let logical = trainer.allParameters.flatMap(\.logicalValues)
    let store = trainer.program.parameters
    let all = UnsafeBufferPointer(start: store.values.pointer, count: store.count)
    #expect(all.count { $0 != 0 } == logical.count { $0 != 0 })
  }
}
