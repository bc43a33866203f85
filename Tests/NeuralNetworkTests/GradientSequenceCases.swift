import Model

@testable import NeuralNetwork

extension GradientCase {
  /// Recurrent layers, embeddings, and what normalises examples.
  static let sequenceCases = [
    sequence("rnn", [4, 3], RNN(RecurrentOptions(units: 5))),
    sequence(
      "rnn of relu, all states", [3, 2], RNN(RecurrentOptions(units: 17, output: .all), nonlinearity: .relu),
      seed: 4),
    sequence(
      "rnn in both directions", [4, 8], RNN(RecurrentOptions(units: 3, isBidirectional: true, output: .all))),
    sequence("gru", [4, 3], GRU(RecurrentOptions(units: 5)), rows: 9),
    sequence("gru of a single feature", [6], GRU(RecurrentOptions(units: 4)), rows: 3),
    sequence(
      "gru, the mean of states in both directions", [3, 2],
      GRU(RecurrentOptions(units: 9, isBidirectional: true, output: .mean))),
    sequence("gru of two layers", [3, 2], GRU(RecurrentOptions(units: 3, layers: 2, isBidirectional: true))),
    sequence(
      "gru without biases", [4, 3], GRU(RecurrentOptions(units: 5, isBidirectional: true, bias: .none))),
    sequence("lstm without biases", [4, 3], LSTM(RecurrentOptions(units: 5, bias: .none))),
    sequence("lstm", [4, 3], LSTM(RecurrentOptions(units: 5)), rows: 9),
    sequence("lstm of two steps", [2, 3], LSTM(RecurrentOptions(units: 5))),
    sequence(
      "lstm in both directions", [3, 2],
      LSTM(RecurrentOptions(units: 10, isBidirectional: true, output: .all))),
    sequence(
      "lstm, the mean of two layers", [3, 8], LSTM(RecurrentOptions(units: 3, layers: 2, output: .mean))),
    GradientCase(
      name: "embedded numbers",
      network: Network(
        inputShape: [4],
        layers: [Embedding(count: 7, size: 3), GRU(RecurrentOptions(units: 4)), .dense(2)]), rows: 6),
    GradientCase(name: "layer normalisation", layers: [.dense(9, Tanh()), LayerNorm(), .dense(2)], rows: 6),
    sequence("layer normalisation of each step", [3, 5], LayerNorm(epsilon: 0.1)),
    sequence("layer normalisation of all steps", [3, 5], LayerNorm(dimensions: 2)),
    GradientCase(
      name: "group normalisation of images",
      network: Network(
        inputShape: [1, 4, 5],
        layers: [
          Conv2D(ConvolutionOptions(channels: 4, window: SlidingWindow(size: [2], stride: [1]))),
          GroupNorm(groups: 2), Tanh(),
          .dense(2),
        ]), rows: 5),
    GradientCase(
      name: "group normalisation of features", layers: [.dense(12, Tanh()), GroupNorm(groups: 3), .dense(2)]),
  ]

  /// A layer between others, so that it hands a gradient on.
  private static func sequence(
    _ name: String, _ shape: [Int], _ layer: any LayerElement, rows: Int = 5, seed: UInt64 = 1
  ) -> GradientCase {
    GradientCase(
      name: name,
      network: Network(
        inputShape: shape, layers: [Dropout(probability: 0), PReLU(initial: 0.5), layer, .dense(2)]),
      rows: rows, seed: seed)
  }

  /// Three steps of training.
  func parameters<S: Scalar>(_: S.Type, on instructionSet: InstructionSet) throws -> [S] {
    let trainer = try Trainer<S>(
      network, loss: loss, on: examples(outputs: try network.graph().outputs), instructionSet: instructionSet)
    trainer.spreadParameters(seed + 100, scale: scale)
    for _ in 0..<3 { try trainer.step(rows: (0..<Int32(rows)).map { $0 }) }
    return trainer.allParameters.flatMap(\.logicalValues)
  }
}
