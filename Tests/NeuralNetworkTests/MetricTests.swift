import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What scikit-learn makes of outputs; `Goldens/metrics.py` has written it.
private struct MetricGoldens: Decodable {
  struct Case: Decodable {
    var loss: String, width: Int, outputs: [Double], targets: [Double], metrics: [String: Double]
  }
  var cases: [Case]

  static func load() throws -> MetricGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/metrics", withExtension: "json"))
    return try JSONDecoder().decode(MetricGoldens.self, from: Data(contentsOf: url))
  }
}

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

  /// Of outputs in double precision, whether one worker or several put the numbers together.
  @Test(arguments: 0..<7) func numbersAreScikitLearns(_ index: Int) throws {
    let golden = try MetricGoldens.load().cases[index]
    let loss: any Loss =
      switch golden.loss {
      case "cross_entropy": CrossEntropy()
      case "binary_cross_entropy": BinaryCrossEntropy()
      case "binary_cross_entropy_with_logits": BinaryCrossEntropyWithLogits()
      default: MeanSquaredError()
      }
    let targets: Targets =
      golden.loss == "mean_squared_error"
      ? .values(golden.targets, width: golden.width) : .classes(golden.targets.map { Int32($0) })
    let kinds = Metrics.all.filter { golden.metrics[$0.name] != nil }
    #expect(kinds.count == golden.metrics.count)
    let metrics = try ExampleMetrics(kinds)
    let operation = try LossOperation<Double>(loss)
    let rows = golden.outputs.count / golden.width
    let workspace = try TargetWorkspace<Double>(rows: rows, outputs: golden.width, loss: operation)
    let wiring = Wiring(widths: [1, golden.width], inputs: [[0]], isTrained: [true])
    let arena = try Arena<Double>(rows: rows, wiring: wiring, savedWidths: [[]], mode: .training)
    let y = arena.output(of: 0, rows: 0..<rows)
    for (place, output) in golden.outputs.enumerated() {
      y.row(place / golden.width)[place % golden.width] = output
    }
    var numbers = [Double](repeating: 0, count: metrics.numberCount(outputs: golden.width) * rows)
    // The last rows first.
    for part in [rows / 3..<rows, 0..<rows / 3] {
      part.map { Int32($0) }.withUnsafeBufferPointer {
        workspace.gather(.given(targets), of: $0, into: part.lowerBound)
      }
      let batch = workspace.batch(
        rows: part, of: rows, weight: Double(rows), outputs: y.rows(part), gradient: nil,
        kernels: try Double.tested(.best))
      numbers.withUnsafeMutableBufferPointer {
        guard let start = $0.baseAddress else { return }
        metrics.write(batch, byClass: loss.needsClasses, to: start, first: part.lowerBound, rows: rows)
      }
    }
    var reductions = metrics.makeReductions(outputs: golden.width)
    reductions.add(numbers, examples: rows, rows: rows)
    for (kind, value) in zip(kinds, reductions.values) {
      let expected = try #require(golden.metrics[kind.name])
      #expect(abs(value - expected) <= 1e-12 * max(1, expected), "\(kind.name) is \(value), not \(expected)")
    }
  }

  @Test func aClassWithoutExamplesHasNoArea() throws {
    let found = try evaluate(
      [[1.0], [2], [3]], .classes([1, 1, 1]), loss: MeanSquaredError(), [AUC.self, BalancedAccuracy.self])
    #expect(found[0].isNaN && found[1] == 1)
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
