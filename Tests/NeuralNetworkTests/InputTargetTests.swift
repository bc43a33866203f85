import Model
import Testing

@testable import NeuralNetwork

/// Targets that are the features themselves.
@Suite struct InputTargetTests {
  /// The same bits as with the features written out as targets.
  @Test func areTheFeatures() throws {
    var spread = Spread(3)
    let features = spread.numbers(20 * 7)
    func losses(_ targets: Targets) throws -> [Double] {
      let examples = GivenExamples(features: features, featureCount: 7, targets: targets)
      let trainer = try Trainer<Double>(
        [.dense(3, Tanh()), .dense(7)], loss: MeanSquaredError(), on: examples)
      trainer.spreadParameters(4, scale: 0.5)
      let steps = try (0..<3).map { _ in try trainer.step(rows: (5..<17).map { Int32($0) }) }
      let evaluation = try trainer.evaluate(
        examples, metrics: ExampleMetrics([MetricKind(MeanAbsolute.self)]))
      return steps + [evaluation.meanLoss] + evaluation.metrics
    }
    #expect(try losses(.input) == losses(.values(features, width: 7)))
  }

  @Test func doNotFitEveryNetworkAndLoss() {
    let examples = GivenExamples(features: [0, 0.5, 2, 1], featureCount: 2, targets: .input)
    #expect(throws: TrainingError.targetWidth(expected: 3, found: 2)) {
      try Trainer<Float>([.dense(3)], loss: MeanSquaredError(), on: examples)
    }
    #expect(throws: TrainingError.classesNeeded) {
      try Trainer<Float>([.dense(2)], loss: CrossEntropy(), on: examples)
    }
    #expect(throws: TrainingError.targetOutOfRange(2, lowest: 0, highest: 1)) {
      try Trainer<Float>([.dense(2, Sigmoid())], loss: BinaryCrossEntropy(), on: examples)
    }
  }
}
