import Model
import Testing

@testable import NeuralNetwork

/// XOR with a 2-4-1 network of sigmoids in float64, trained on the whole table for 10,000 epochs.
///
/// The numbers are those that a course notebook's NumPy code prints: weights `0.5 * np.random.randn(...)`
/// after `np.random.seed(42)`, biases 0, the loss `np.mean((y - a2) ** 2)`. Its updates take half that loss's
/// gradient at learning rate 2, which is the whole gradient at learning rate 1.
@Suite struct TrainerXORTests {
  // [outputs, inputs], as PyTorch has it: the transposes of the notebook's W1 (2×4) and W2 (4×1).
  static let initialWeights = [
    [
      0.24835707650561634, -0.11707668736166799, -0.06913215058559233, -0.11706847847459027,
      0.32384426905034625, 0.7896064077536957, 0.7615149282040127, 0.3837173645764544,
    ],
    [-0.23473719296747605, 0.27128002179298233, -0.23170884640623113, -0.23286487678512843],
  ]
  /// The losses before epochs 0, 1000, ..., 9000.
  static let losses = [
    0.2556753002334093, 0.20331348878688338, 0.005209564355944155, 0.0017426084221499893,
    0.0010048136123790097, 0.0006964603792290031, 0.0005294720899267691, 0.0004254866137942682,
    0.0003547960514809859, 0.0003037518341825815,
  ]
  static let finalPredictions = [
    0.01870314384498992, 0.9844815367899782, 0.9844153886394709, 0.01508067493868942,
  ]
  static let finalWeights = [
    [
      3.0694252394469346, 3.0351268885134366, -0.07471775266732182, -0.14752649409365562,
      3.2798774991537964, 3.3289521068135572, 6.661132404309439, 6.645299056406832,
    ],
    [-6.385890531706654, -1.05072979681682, -6.798613502736836, 10.523272107830545],
  ]

  @Test func reproducesNumPy() throws {
    var random = RandomGenerator.numpy(NumPyGenerator(seed: 42))
    let session = try makeTrainingSession(
      precision: .float64,
      network: Network(
        inputShape: [2],
        layers: [4, 1].map {
          Dense(
            units: $0, activation: Sigmoid(), weights: Normal(mean: 0, standardDeviation: 0.5), bias: Zeros())
        }),
      loss: MeanSquaredError(), optimizer: SGD(learningRate: 1, momentum: 0), source: GivenExamples.xor,
      maximumBatch: 4, random: &random)
    let initial = session.parameters()
    expectClose(initial[0].values, Self.initialWeights[0], relative: 1e-15)
    expectClose(initial[2].values, Self.initialWeights[1], relative: 1e-15)
    #expect(initial[1].values == [0, 0, 0, 0])

    var losses: [Double] = []
    let rows: [Int32] = [0, 1, 2, 3]
    for epoch in 0..<10_000 {
      let loss = try rows.withUnsafeBufferPointer { try session.step(rows.indices, of: $0) }
      if epoch % 1000 == 0 { losses.append(loss) }
    }
    expectClose(losses, Self.losses, relative: 1e-9)
    expectClose(
      try session.predict(features: GivenExamples.xor.values, rows: 4), Self.finalPredictions,
      relative: 1e-9)
    let final = session.parameters()
    expectClose(final[0].values, Self.finalWeights[0], relative: 1e-9)
    expectClose(final[2].values, Self.finalWeights[1], relative: 1e-9)
    #expect(try session.evaluate(GivenExamples.xor, metrics: [MetricKind(Accuracy.self)]).metrics == [1])
  }
}
