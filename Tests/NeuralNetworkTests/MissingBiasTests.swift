import Model
import Testing

@testable import NeuralNetwork

/// A layer without a bias computes what one with a bias of 0 does, to the bit.
@Suite struct MissingBiasTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var shape: [Int]
    /// The layers with a bias, or without.
    var layers: @Sendable (Bool) -> [any LayerElement]
    var testDescription: String { name }
  }

  private static func dense(_ units: Int, _ hasBias: Bool, _ activation: any Activation = Identity()) -> Dense
  {
    Dense(units: units, activation: activation, bias: hasBias ? Zeros() : nil)
  }

  private static func options(_ hasBias: Bool) -> ConvolutionOptions {
    ConvolutionOptions(
      channels: 4, window: SlidingWindow(size: [3], stride: [1], padding: .amount([1])), groups: 2,
      activation: Tanh(), bias: hasBias ? Zeros() : nil)
  }

  private static func recurrent(_ hasBias: Bool) -> RecurrentOptions {
    RecurrentOptions(
      units: 5, layers: 2, isBidirectional: true, output: .all, bias: hasBias ? .layerDefault : .none)
  }

  static let cases = [
    Case(name: "dense", shape: [60]) { [dense(19, $0, Tanh()), dense(7, $0, Mish()), dense(10, $0)] },
    Case(name: "convolutions of images", shape: [2, 5, 6]) { [Conv2D(options($0)), dense(10, $0)] },
    Case(name: "convolutions of sequences", shape: [2, 30]) { [Conv1D(options($0)), dense(10, $0)] },
    Case(name: "recurrent", shape: [12, 5]) { [RNN(recurrent($0)), dense(10, $0)] },
    Case(name: "gated recurrent", shape: [12, 5]) { [GRU(recurrent($0)), dense(10, $0)] },
    Case(name: "with a cell", shape: [12, 5]) { [LSTM(recurrent($0)), dense(10, $0)] },
  ]

  @Test(arguments: cases, [1, 3] as [UInt64]) func isAsABiasOfZero(_ testCase: Case, zeros: UInt64) throws {
    // Of bytes, a first dense layer reads those that are not 0, or gathers them all.
    let pixels = try Pixels(count: 21, featureCount: 60, zeros: zeros)
    try check(Float.self, testCase, pixels)
    try check(Double.self, testCase, pixels)
  }

  private func check<S: Scalar>(_: S.Type, _ testCase: Case, _ pixels: Pixels) throws {
    let rows = (0..<Int32(21)).map { $0 }
    func trainer(_ hasBias: Bool) throws -> Trainer<S> {
      try Trainer<S>(
        Network(inputShape: testCase.shape, layers: testCase.layers(hasBias)), loss: CrossEntropy(),
        on: pixels)
    }
    let (with, without) = (try trainer(true), try trainer(false))
    let names = without.allParameters.map(\.description.name)
    #expect(!names.isEmpty && names.allSatisfy { !$0.contains("bias") })
    var spread = Spread(5)
    for parameter in with.allParameters {
      let name = parameter.description.name
      let isBias = name.contains("bias")
      let values = spread.numbers(parameter.description.count).map { isBias ? 0 : S($0) }
      parameter.layout.packTransposed(values, into: parameter.value)
      if isBias { continue }
      let other = try #require(without.allParameters.first { $0.description.name == name })
      other.layout.packTransposed(values, into: other.value)
    }
    let expected = try with.computeGradients(rows: rows)
    let found = try without.computeGradients(rows: rows)
    #expect(found.loss == expected.loss)
    for parameter in without.allParameters {
      let name = parameter.description.name
      let other = try #require(with.allParameters.first { $0.description.name == name })
      let gradient = found.gradients.gradient(of: parameter)
      #expect(gradient == expected.gradients.gradient(of: other) && gradient.contains { $0 != 0 }, "\(name)")
    }
    let evaluations = try [with, without].map { try $0.evaluate(pixels).meanLoss }
    #expect(evaluations[0] == evaluations[1])
  }
}
