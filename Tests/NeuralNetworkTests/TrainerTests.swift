import Model
import Testing

@testable import NeuralNetwork

@Suite struct TrainerTests {
  static let layers: [any Layer] = [.dense(20, Tanh()), .dense(9, LeakyReLU(slope: 0.1)), .dense(3)]

  /// Gradients, optimizer, losses, evaluation and prediction together, against PyTorch's autograd in float64.
  @Test func trainsAsPyTorchDoes() throws {
    let golden = try TrainingGoldens.load().classifier
    let examples = GivenExamples(
      features: golden.features, featureCount: 5, targets: .classes(golden.labels))
    let trainer = try Trainer<Double>(
      Self.layers, loss: CrossEntropy(), on: examples,
      optimizer: Adam(learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8), maximumBatch: 8)
    trainer.setParameters(golden.initial)
    var losses: [Double] = []
    for _ in 0..<6 {
      losses.append(try trainer.step(rows: Array(0..<8)))
      losses.append(try trainer.step(rows: Array(8..<14)))
    }
    expectClose(losses, golden.batchLosses, relative: 1e-11)
    for (parameter, final) in zip(trainer.parameters(), golden.final) {
      expectClose(parameter.values, final, relative: 1e-10, floor: 0.1, "\(parameter.name)")
    }
    expectClose(
      try trainer.predict(features: golden.features, rows: 14), golden.outputs, relative: 1e-10, floor: 0.1)
    let evaluation = try trainer.evaluate(examples)
    expectClose([evaluation.meanLoss], [golden.meanLoss], relative: 1e-11)
    #expect(evaluation.accuracy == Double(golden.correct) / 14)
  }

  @Test(arguments: Precision.allCases, [CrossEntropy() as any Loss, MeanSquaredError()])
  func bitsDoNotDependOnTheInstructionSet(_ precision: Precision, _ loss: any Loss) throws {
    switch precision {
    case .float32: try checkBits(Float.self, loss)
    case .float64: try checkBits(Double.self, loss)
    }
  }

  private func checkBits<S: Scalar>(_: S.Type, _ loss: any Loss) throws {
    var spread = Spread(7)
    let examples = GivenExamples(
      features: spread.numbers(50 * 37), featureCount: 37, targets: .classes(spread.classes(50, of: 3)))
    let runs = try InstructionSet.allCases.filter(\.isAvailable).map { set in
      let trainer = try Trainer<S>(
        [.dense(40, Tanh()), .dense(17, Sigmoid()), .dense(19, ReLU()), .dense(3)], loss: loss, on: examples,
        optimizer: Adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8), maximumBatch: 16,
        instructionSet: set)
      trainer.spreadParameters(8, scale: 0.3)
      var losses: [Double] = []
      for _ in 0..<3 {
        for start in stride(from: Int32(0), to: 50, by: 16) {
          losses.append(try trainer.step(rows: Array(start..<min(50, start + 16))))
        }
      }
      let evaluation = try trainer.evaluate(examples)
      return losses + trainer.parameters().flatMap(\.values) + [evaluation.meanLoss]
    }
    let generic = try #require(runs.first)
    #expect(generic[0] != generic[11], "nothing was learned")
    for run in runs { #expect(run == generic) }
  }

  /// An evaluation in blocks of another size, which the prediction of single rows stands for.
  @Test func evaluationDoesNotDependOnItsBlocks() throws {
    var spread = Spread(3)
    let count = Evaluator<Float>.blockRows * 7 + 45
    let examples = GivenExamples(
      features: spread.numbers(count * 5), featureCount: 5, targets: .values(spread.numbers(count), width: 1))
    let trainer = try Trainer<Float>([.dense(20, Tanh()), .dense(1)], loss: MeanSquaredError(), on: examples)
    trainer.spreadParameters(4, scale: 0.5)
    let whole = try trainer.evaluate(examples)
    guard case .values(let targets, _) = examples.targets else { return }
    let (sum, correct) = try (0..<count).reduce(into: (0.0, 0)) { total, row in
      let features = Array(examples.values[row * 5..<row * 5 + 5])
      let output = try trainer.predict(features: features, rows: 1)[0]
      let difference = Float(output) - Float(targets[row])
      total.0 += Double(difference * difference)
      total.1 += (output > 0.5) == (Float(targets[row]) > 0.5) ? 1 : 0
    }
    #expect(whole == Evaluation(meanLoss: sum / Double(count), metrics: [Double(correct) / Double(count)]))
  }

  @Test func tiesGoToTheLowestClass() throws {
    let examples = GivenExamples(features: [1, 2, 3], featureCount: 1, targets: .classes([0, 1, 2]))
    let trainer = try Trainer<Float>([.dense(3)], loss: CrossEntropy(), on: examples)
    #expect(try trainer.evaluate(examples).accuracy == 1.0 / 3)
  }

  @Test func divergenceIsReportedAndLeavesTheParameters() throws {
    let examples = GivenExamples(features: [1e30], featureCount: 1, targets: .values([0], width: 1))
    let trainer = try Trainer<Float>([.dense(1)], loss: MeanSquaredError(), on: examples)
    trainer.setParameters([[1], [0]])
    #expect(throws: TrainingError.diverged(loss: .infinity)) { try trainer.step(rows: [0]) }
    #expect(throws: TrainingError.diverged(loss: .infinity)) { try trainer.evaluate(examples) }
    #expect(trainer.parameters().map(\.values) == [[1], [0]])
  }

  @Test func wrongUseIsAnError() throws {
    let trainer = try Trainer<Float>([.dense(1)], loss: MeanSquaredError(), on: .xor, maximumBatch: 2)
    #expect(throws: TrainingError.batchSize(0, maximum: 2)) { try trainer.step(rows: []) }
    #expect(throws: TrainingError.batchSize(3, maximum: 2)) { try trainer.step(rows: [0, 1, 2]) }
    #expect(throws: TrainingError.rowOutOfRange(4, count: 4)) { try trainer.step(rows: [0, 4]) }
    #expect(throws: TrainingError.rowOutOfRange(-1, count: 4)) { try trainer.step(rows: [-1]) }
    #expect(throws: TrainingError.featureCount(expected: 2, found: 3)) {
      try trainer.predict(features: [1, 2, 3], rows: 1)
    }
    #expect(throws: TrainingError.featureCount(expected: 2, found: 1)) {
      try trainer.evaluate(GivenExamples(features: [1], featureCount: 1, targets: .classes([0])))
    }
    #expect(throws: TrainingError.batchSize(0, maximum: Evaluator<Float>.blockRows)) {
      try trainer.evaluate(GivenExamples(features: [], featureCount: 2, targets: .classes([])))
    }
    #expect(throws: TrainingError.batchSize(0, maximum: 4)) {
      try Trainer<Float>([.dense(1)], loss: MeanSquaredError(), on: .xor, maximumBatch: 0)
    }
    #expect(try trainer.predict(features: [], rows: 0) == [])
  }

  /// What comes next in the order is fetched, and moves no bit; whether it exists is asked when its turn has
  /// come.
  @Test(arguments: Precision.allCases)
  func batchesOfAnOrderAreThoseOfTheirRows(_ precision: Precision) throws {
    func makeSession() throws -> any TrainingSession {
      var random = RandomGenerator.torch(TorchGenerator(seed: 1))
      return try makeTrainingSession(
        precision: precision,
        network: Network(inputShape: [2], layers: [.dense(3, Sigmoid()), .dense(1)]),
        loss: MeanSquaredError(), optimizer: SGD(learningRate: 0.5, momentum: 0.9), source: GivenExamples.xor,
        maximumBatch: 3, random: &random)
    }
    let order: [Int32] = [2, 0, 3, 1, 4]
    let (session, stepwise) = (try makeSession(), try makeSession())
    let losses = try order.withUnsafeBufferPointer { order in
      let losses = [try session.step(0..<3, of: order), try session.step(3..<4, of: order)]
      #expect(throws: TrainingError.rowOutOfRange(4, count: 4)) { try session.step(4..<5, of: order) }
      return losses
    }
    #expect(
      try losses
        == [[2, 0, 3], [1]].map { rows in
          try rows.withUnsafeBufferPointer { try stepwise.step(rows.indices, of: $0) }
        })
    #expect(session.parameters() == stepwise.parameters())
    #expect(session.parameters().map(\.name).last == "layers.1.bias")
    #expect(losses[0] != losses[1])
  }
}
