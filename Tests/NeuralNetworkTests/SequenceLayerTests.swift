import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of recurrent layers, embeddings and normalised examples; `Goldens/sequences.py` has
/// written it.
struct SequenceGoldens: Decodable {
  struct Options: Decodable {
    var units: Int?, bidirectional: Bool?, output: String?, nonlinearity: String?
    var dimensions: Int?, epsilon: Double?, groups: Int?, count: Int?, size: Int?
  }
  struct Case: LayerGolden, Decodable {
    var kind: String, shape: [Int], rows: Int, options: Options
    var x: [Double], y: [Double], dy: [Double], dx: [Double], parameters: [[Double]], gradients: [[Double]]
  }
  var cases: [Case]

  static func load() throws -> SequenceGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/sequences", withExtension: "json"))
    return try JSONDecoder().decode(SequenceGoldens.self, from: Data(contentsOf: url))
  }
}

extension SequenceGoldens.Case {
  func layer() throws -> any TrainableLayer {
    let recurrent = RecurrentOptions(
      units: options.units ?? 1, isBidirectional: options.bidirectional ?? false,
      output: options.output.flatMap(SequenceOutput.init) ?? .last)
    switch kind {
    case "RNN": return RNN(recurrent, nonlinearity: options.nonlinearity == "relu" ? .relu : .tanh)
    case "GRU": return GRU(recurrent)
    case "LSTM": return LSTM(recurrent)
    case "LayerNorm":
      return LayerNorm(dimensions: options.dimensions ?? 1, epsilon: options.epsilon ?? 1e-5)
    case "GroupNorm": return GroupNorm(groups: options.groups ?? 1, epsilon: options.epsilon ?? 1e-5)
    default: return Embedding(count: try #require(options.count), size: try #require(options.size))
    }
  }
}

@Suite struct SequenceLayerTests {
  @Test(arguments: 0..<19, InstructionSet.allCases.filter(\.isAvailable))
  func agreesWithPyTorch(_ index: Int, _ instructionSet: InstructionSet) throws {
    let golden = try SequenceGoldens.load().cases[index]
    try golden.expectAgreement(of: golden.layer(), on: instructionSet)
  }

  @Test func everyCaseIsCompared() throws {
    #expect(try SequenceGoldens.load().cases.count == 19)
  }

  /// Three steps end in the same bits whatever the instruction set.
  @Test(arguments: GradientCase.sequenceCases)
  func instructionSetsAgree(_ testCase: GradientCase) throws {
    for set in InstructionSet.allCases.filter(\.isAvailable) {
      #expect(try testCase.parameters(Float.self, on: set) == testCase.parameters(Float.self, on: .generic))
      #expect(try testCase.parameters(Double.self, on: set) == testCase.parameters(Double.self, on: .generic))
    }
  }

  /// Several layers are a stack: PyTorch's parameters of layer 1 are those of a second node.
  @Test func layersAreAStack() throws {
    let layer = GRU(RecurrentOptions(units: 4, layers: 3, isBidirectional: true))
    let graph = try Network(inputShape: [5, 2], layers: [layer]).graph()
    #expect(graph.nodes.map(\.output) == [[5, 8], [5, 8], [8]])
    #expect(graph.parameters[1].first?.name == "layers.0.1.weight_ih")
    #expect(graph.nodes[1].parameters.map(\.shape)[0] == [12, 8])
  }

  @Test func sequencesHaveOneOrTwoDimensions() throws {
    #expect(try LSTM(RecurrentOptions(units: 3)).outputShape(for: [7]) == [3])
    #expect(try LSTM(RecurrentOptions(units: 3, output: .all)).outputShape(for: [7, 2]) == [7, 3])
    #expect(throws: LayerFault.rank(expected: "sequences (steps, features)", found: [1, 2, 3])) {
      try LSTM(RecurrentOptions(units: 3)).outputShape(for: [1, 2, 3])
    }
  }

  /// Nothing but the data has indices.
  @Test func anEmbeddingReadsTheInput() throws {
    let embedding = Embedding(count: 9, size: 2)
    #expect(try Network(inputShape: [4], layers: [Flatten(), embedding]).graph().nodes[1].output == [4, 2])
    #expect(throws: NetworkFault.layer(path: ["layers", "1"], .computedIndices)) {
      try Network(inputShape: [4], layers: [.dense(4), embedding]).graph()
    }
  }

  @Test func indicesAreChecked() throws {
    let network = Network(inputShape: [2], layers: [Embedding(count: 3, size: 2), .dense(1)])
    for wrong in [3, -1, 0.5, Double.nan] {
      let examples = GivenExamples(
        features: [0, 1, 2, wrong], featureCount: 2, targets: .values([1, 2], width: 1))
      #expect(throws: TrainingError.self) {
        _ = try Trainer<Double>(network, loss: MeanSquaredError(), on: examples)
      }
    }
  }
}
