import Model
import Testing

@testable import NeuralNetwork

@Suite struct LayerTests {
  static let classifier = Network(
    inputShape: [28, 28], layers: [.dense(128, ReLU()), .dense(64, ReLU()), .dense(10)])

  private struct Named: Equatable {
    var name: String
    var shape: [Int]
  }

  @Test func shapesArePropagated() throws {
    #expect(try Self.classifier.graph().nodes.map(\.output) == [[128], [64], [10]])
    #expect(
      try Self.classifier.graph().parameters.joined().map { Named(name: $0.name, shape: $0.shape) } == [
        Named(name: "layers.0.weight", shape: [128, 784]),
        Named(name: "layers.0.bias", shape: [128]),
        Named(name: "layers.1.weight", shape: [64, 128]),
        Named(name: "layers.1.bias", shape: [64]),
        Named(name: "layers.2.weight", shape: [10, 64]),
        Named(name: "layers.2.bias", shape: [10]),
      ])
    #expect(try Self.classifier.graph().parameterCount == 109_386)
  }

  @Test func impossibleNetworksAreRefused() {
    func shapes(_ input: [Int], _ layers: [any Layer]) throws -> [[Int]] {
      try Network(inputShape: input, layers: layers).graph().nodes.map(\.output)
    }
    #expect(throws: NetworkFault.noLayers) { try shapes([2], []) }
    #expect(throws: NetworkFault.inputShape([3, 0])) { try shapes([3, 0], [.dense(1)]) }
    #expect(throws: NetworkFault.layer(path: ["layers", "1"], .units(0))) {
      try shapes([2], [.dense(1), .dense(0)])
    }
    #expect(throws: NetworkFault.layer(path: ["layers", "0"], .units(-7))) { try shapes([2], [.dense(-7)]) }
  }

  @Test(arguments: [1 << 32, 1 << 40, 1 << 61, Int.max])
  func networksBeyondMemoryAreRefused(_ units: Int) throws {
    let huge = Network(inputShape: [784], layers: [.dense(units), .dense(units)])
    #expect(try huge.graph().parameterCount > 1 << 60)
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    do {
      _ = try makeTrainingSession(
        precision: .float32, network: huge, loss: MeanSquaredError(),
        optimizer: SGD(learningRate: 1, momentum: 0), source: GivenExamples.xor, maximumBatch: 4,
        random: &random)
      Issue.record("a network of 2^60 weights was made")
    } catch .outOfMemory {
    }
  }

  /// Row i, column j of the layout that `CKernels.h` describes, written out for columns that end within, at
  /// and past a panel's first half.
  @Test(arguments: [1, 7, 8, 9, 16, 17, 24, 25, 40])
  func panelsHoldEveryElementOnce(_ columns: Int) {
    let layout = PackedLayout<Double>(rows: 3, columns: columns)
    #expect(layout.count == 3 * ((columns + 7) / 8 * 8))
    let elements = (0..<3 * columns).map { Double($0 + 1) }
    var panels = [Double](repeating: 0, count: layout.count)
    layout.pack(elements, into: &panels)
    var expected: [Double] = []
    for firstColumn in stride(from: 0, to: columns, by: 16) {
      let width = columns - firstColumn > 8 ? 16 : 8
      for row in 0..<3 {
        for column in firstColumn..<firstColumn + width {
          expected.append(column < columns ? Double(row * columns + column + 1) : 0)
        }
      }
    }
    #expect(panels == expected)
    let transposed = (0..<columns).flatMap { j in (0..<3).map { i in elements[i * columns + j] } }
    #expect(layout.unpackTransposed(panels) == transposed)
  }

  @Test func kernelsAgreeWithThePanelLayout() throws {
    // x = one row of the identity picks out a row of W: the layer's output is that row, plus the bias.
    let (inputs, units) = (5, 35)
    var features = [Double](repeating: 0, count: inputs * inputs)
    for i in 0..<inputs { features[i * inputs + i] = 1 }
    let examples = GivenExamples(
      features: features, featureCount: inputs,
      targets: .values([Double](repeating: 0, count: inputs * units), width: units))
    let trainer = try Trainer<Float>([.dense(units)], loss: MeanSquaredError(), on: examples)
    let weight = (0..<units * inputs).map { Double($0) }
    trainer.setParameters([weight, (0..<units).map { Double($0) * 1000 }])
    let outputs = try trainer.predict(features: features, rows: inputs)
    for i in 0..<inputs {
      for j in 0..<units {
        #expect(outputs[i * units + j] == weight[j * inputs + i] + Double(j) * 1000)
      }
    }
    #expect(trainer.parameters()[0].values == weight)
  }
}
