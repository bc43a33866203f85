import Model
import Testing

@testable import NeuralNetwork

/// What metrics say of single examples, and of all of them.
@Suite struct MetricTests {
  /// A network of one layer without bias whose weights are those given, so that an example of one feature 1
  /// is answered with them.
  private func evaluate(
    _ outputs: [[Double]], _ targets: Targets, loss: any Loss, _ metrics: [any Metric.Type]
  ) throws -> [Double] {
    let width = outputs[0].count
    // One feature an example, which picks its row of weights.
    let features = outputs.indices.flatMap { row in outputs.indices.map { $0 == row ? 1.0 : 0.0 } }
    let examples = GivenExamples(features: features, featureCount: outputs.count, targets: targets)
    let trainer = try Trainer<Float>([.dense(width)], loss: loss, on: examples)
    let weights = (0..<width).flatMap { column in outputs.map { $0[column] } }
    trainer.setParameters([weights, [Double](repeating: 0, count: width)])
    return try trainer.evaluate(examples, metrics: ExampleMetrics(metrics.map(MetricKind.init))).metrics
  }

  @Test func accuracyOfClassesGoesToTheFirstOfTheLargest() throws {
    let outputs = [[1.0, 2, 0], [3, 3, 1], [0, 0, 5], [1, 0, 0]]
    #expect(
      try evaluate(outputs, .classes([1, 0, 2, 2]), loss: CrossEntropy(), [Accuracy.self]) == [0.75])
  }

  /// One half is the answer 1, as in predictions.csv.
  @Test func accuracyOfASingleOutputIsTheSideOfAHalf() throws {
    let outputs = [[0.6], [0.5], [0.4], [0.5]]
    #expect(
      try evaluate(outputs, .classes([1, 1, 0, 0]), loss: MeanSquaredError(), [Accuracy.self]) == [0.75])
    #expect(
      try evaluate(outputs, .classes([0, 1, 0, 1]), loss: MeanSquaredError(), [Accuracy.self]) == [0.75])
  }

  @Test func errorsAreExamplesWithAnyOutputOnTheWrongSide() throws {
    let outputs = [[1.0, 0], [1, 1], [0, 0], [0, 1]]
    let targets = Targets.values([1, 0, 1, 0, 0, 0, 1, 1], width: 2)
    #expect(try evaluate(outputs, targets, loss: Perceptron(), [Errors.self, Accuracy.self]) == [2, 0.75])
  }

  @Test func runningMetricsAreOfTheExamplesBeforeTheirStep() throws {
    let examples = GivenExamples(features: [1, 1], featureCount: 1, targets: .values([1, 1], width: 1))
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    let session = try makeTrainingSession(
      precision: .float64,
      network: Network(
        inputShape: [1], layers: [Dense(units: 1, activation: Step(), weights: Constant(-1), bias: Zeros())]),
      loss: Perceptron(), optimizer: SGD(learningRate: 1), source: examples,
      runningMetrics: [MetricKind(Errors.self)], maximumBatch: 1, random: &random)
    func epoch() throws -> [Double] {
      let order: [Int32] = [0, 1]
      for row in 0..<2 {
        _ = try order.withUnsafeBufferPointer { order throws(TrainingError) in
          try session.step(row..<row + 1, of: order)
        }
      }
      return session.takeRunningMetrics()
    }
    // Wrong, then right after the step: -1 + 1 + 1 = 1.
    #expect(try epoch() == [1])
    #expect(try epoch() == [0])
  }

  @Test func everyMetricHasItsNumber() throws {
    #expect(try ExampleMetrics(Metrics.all).count == Metrics.all.count)
  }
}
