import Declarations
import Model
import Testing
import YAMLTree

@testable import Datasets
@testable import Executor
@testable import Experiment
@testable import NeuralNetwork

/// Every type that a file may name has its operation in the engine: one that lacks it would be found out only
/// by a trial that uses it.
@Suite struct ListedOperationsTests {
  private static func blank<Value: DeclaredByRecord>(_ type: Value.Type) -> Value { Value.record.blank }

  @Test(arguments: Layers.types.indices)
  func everyLayerCanBeTrained(_ index: Int) {
    let type = Layers.types[index]
    // An activation is an operation by the kernel of its name, see below; groups are made of layers, and a
    // layer of another shape needs no operation.
    #expect(
      type is any TrainableLayer.Type || type is any Activation.Type || type is any LayerGroup.Type
        || type is any ShapeLayer.Type, "\(type.name)")
  }

  @Test(arguments: Activations.types.indices)
  func everyActivationHasAKernelAndFormulas(_ index: Int) throws {
    let activation: any Activation = Self.blank(Activations.types[index])
    _ = try KernelActivation(activation)
    for formula in [activation.formula(of: "z"), activation.derivativeFormula(z: "z", a: "a")] {
      let expression = try Expression(parsing: formula)
      #expect(try expression.shape(in: ["z": [3], "a": [3]]) == [3] || expression.names.isEmpty)
      try expression.checkElementwise()
    }
  }

  @Test(arguments: Activations.types.indices)
  func theKernelComputesTheFormula(_ index: Int) throws {
    let activation: any Activation = Self.blank(Activations.types[index])
    var evaluator = ExpressionEvaluator<Double>(random: .torch(TorchGenerator(seed: 1)))
    let points = [-2.5, -0.5, 0.25, 3]
    evaluator.define("z", try Tensor(shape: [4], values: points))
    let expected = try evaluator.define("a", Expression(parsing: activation.formula(of: "z")))
    // One weight of 1 and no bias leave z as it is.
    let layer = Dense(units: 1, activation: activation, weights: Constant(1), bias: Zeros())
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    let session = try makeTrainingSession(
      precision: .float64, network: Network(inputShape: [1], layers: [layer]), loss: MeanSquaredError(),
      optimizer: SGD(learningRate: 1), source: Points(numbers: points), maximumBatch: 4, random: &random)
    let answers = try session.predict(features: points, rows: 4)
    #expect(answers.count == points.count)
    for (answer, value) in zip(answers, expected.values) {
      #expect(abs(answer - value) <= 2 * value.magnitude.ulp, "\(answer) is not \(value)")
    }
  }

  @Test(arguments: Losses.all.indices)
  func everyLossCanBeTrainedOn(_ index: Int) throws {
    _ = try LossOperation<Float>(Losses.all[index])
    _ = try LossOperation<Double>(Losses.all[index])
  }

  @Test(arguments: Optimizers.types.indices)
  func everyOptimizerHasARule(_ index: Int) throws {
    let optimizer: any Optimizer = Self.blank(Optimizers.types[index])
    let trainable = try #require(optimizer as? any TrainingOptimizer, "\(Optimizers.types[index].name)")
    let kernels = try #require(Double.kernels(for: .best))
    _ = trainable.makeRule(kernels: kernels)
  }

  @Test(arguments: Metrics.all)
  func everyMetricHasItsNumber(_ metric: MetricKind) throws {
    #expect(try ExampleMetrics([metric]).count == 1)
  }

  @Test(arguments: Initializers.types.indices)
  func everyInitializerHasFiniteDraws(_ index: Int) {
    let initializer: any Initializer = Self.blank(Initializers.types[index])
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    for distribution in [initializer.ofWeights(fanIn: 5, fanOut: 3), initializer.ofBias(fanIn: 5, fanOut: 3)]
    {
      let numbers: [Double] = distribution.draw(15, using: &random)
      #expect(numbers.count == 15 && numbers.allSatisfy(\.isFinite))
    }
  }

  @Test func everyDrawCanBePassedOver() throws {
    let draws: [any Draws] = [NormalDraws(count: 3), UniformDraws(count: 3), DenseDraws(inputs: 2, units: 3)]
    #expect(DrawTypes.types.map { ObjectIdentifier($0) } == draws.map { ObjectIdentifier(type(of: $0)) })
    for draw in draws {
      var random = RandomGenerator.torch(TorchGenerator(seed: 1))
      try random.discard(draw, precision: .float32)
    }
  }

  @Test func everyDeclaredFormatCanBeRead() {
    #expect(!declaredFormats.isEmpty)
    for format in declaredFormats { #expect(format is any ReadableFormat.Type, "\(format.name)") }
  }

  @Test func namesTellTheTypesOfAListApart() {
    let lists: [[String]] = [
      Layers.types.map { $0.name }, Activations.types.map { $0.name }, Losses.all.map { $0.name },
      Optimizers.types.map { $0.name }, Metrics.all.map { $0.name }, Initializers.types.map { $0.name },
      DrawTypes.types.map { $0.name }, declaredFormats.map { $0.name },
    ]
    for names in lists { #expect(Set(names).count == names.count && !names.contains(""), "\(names)") }
  }
}

/// Examples of one feature, to be answered with themselves.
private struct Points: BatchSource {
  var numbers: [Double]

  var count: Int { numbers.count }
  var featureCount: Int { 1 }
  var targets: Targets { .values(numbers, width: 1) }
  var features: Features { .values(numbers) }
}
