import Model
import Testing

@testable import NeuralNetwork

/// The initial parameters of layers against those of PyTorch's and NumPy's.
@Suite struct InitializerTests {
  private func start(_ seed: Int) throws -> (RandomGenerator, JSONValue) {
    (.torch(TorchGenerator(seed: seed)), try JSONValue.golden("random")["torch", "\(seed)"])
  }

  /// As PyTorch stores them: the transpose, (fanOut×fanIn).
  private func weights(
    _ initializer: any Initializer, fanIn: Int, fanOut: Int, _ random: inout RandomGenerator
  ) -> [Float] {
    let weights: [Float] = initializer.draw(fanIn: fanIn, fanOut: fanOut, using: &random)
    return (0..<fanOut).flatMap { row in (0..<fanIn).map { weights[$0 * fanOut + row] } }
  }

  @Test(
    arguments: [0, 1, 42, 1234],
    [
      ("xavier_uniform[4x6]", XavierUniform() as any Initializer),
      ("xavier_normal[4x6].fma", XavierNormal()),
      ("kaiming_uniform[4x6]", KaimingUniform()),
      ("kaiming_normal[4x6].fma", KaimingNormal()),
    ])
  func torchInitializers(seed: Int, named: (key: String, initializer: any Initializer)) throws {
    var (random, golden) = try start(seed)
    let values = weights(named.initializer, fanIn: 6, fanOut: 4, &random)
    #expect(try Array(values.prefix(6)) == golden[named.key].numbers())
  }

  @Test(arguments: [0, 1, 42, 1234]) func linear(seed: Int) throws {
    var (random, golden) = try start(seed)
    #expect(
      try weights(LayerDefault(), fanIn: 6, fanOut: 4, &random) == golden["Linear(6,4)", "weight"].numbers())
    let biases: [Float] = LayerDefault().drawBias(fanIn: 6, fanOut: 4, using: &random)
    #expect(try biases == golden["Linear(6,4)", "bias"].numbers())
  }

  @Test func linearBounds() throws {
    let golden = try JSONValue.golden("random")
    for (fanIn, bounds) in try golden["linear_bounds_f64"].members {
      let fanIn = try #require(Int(fanIn))
      let expected: [Double] = try bounds.numbers()
      #expect(
        LayerDefault().ofWeights(fanIn: fanIn, fanOut: 3)
          == .uniform(low: -expected[0], high: expected[0]))
      #expect(
        LayerDefault().ofBias(fanIn: fanIn, fanOut: 3)
          == .uniform(low: -expected[1], high: expected[1]))
      let single: [Float] = try golden["linear_bounds_f32", "\(fanIn)"].numbers()
      #expect(single == expected.map(Float.init))
    }
  }

  /// The notebook's models after `torch.manual_seed(42)`.
  @Test(arguments: [[784, 32, 16, 10], [784, 64, 32, 10], [784, 128, 64, 10], [784, 256, 128, 10]])
  func models(widths: [Int]) throws {
    let name = widths.map(String.init).joined(separator: "-")
    let golden = try JSONValue.golden("random")["mlp_seed42", name]
    var random = RandomGenerator.torch(TorchGenerator(seed: 42))
    for layer in 1..<widths.count {
      let (fanIn, fanOut) = (widths[layer - 1], widths[layer])
      let values = weights(LayerDefault(), fanIn: fanIn, fanOut: fanOut, &random)
      let biases: [Float] = LayerDefault().drawBias(fanIn: fanIn, fanOut: fanOut, using: &random)
      for (parameter, values) in [("weight", values), ("bias", biases)] {
        let expected = try golden["fc\(layer).\(parameter)"]
        #expect(try Array(values.prefix(4)) == expected["first4"].numbers())
        #expect(try sha256(values) == expected["sha256"].text)
      }
    }
  }

  /// `np.random.randn(2, 4) * 0.5`: NumPy's draws fill (fanIn×fanOut) itself.
  @Test func numPyNormal() throws {
    let golden = try JSONValue.golden("random")["numpy", "42", "randn"]
    var random = RandomGenerator.numpy(NumPyGenerator(seed: 42))
    let initializer = Normal(mean: 0, standardDeviation: 0.5)
    let values: [Double] = initializer.draw(fanIn: 2, fanOut: 4, using: &random)
    expectWithinOneUlp(values, try golden.numbers(Double.self).prefix(8).map { $0 * 0.5 })
    var again = RandomGenerator.numpy(NumPyGenerator(seed: 42))
    #expect(initializer.draw(fanIn: 2, fanOut: 4, using: &again) == values.map(Float.init))
  }

  @Test func constantsDrawNothing() {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    let initial = random
    #expect(Zeros().draw(fanIn: 2, fanOut: 3, using: &random) == [Float](repeating: 0, count: 6))
    #expect(Constant(0.5).drawBias(fanIn: 2, fanOut: 3, using: &random) == [0.5, 0.5, 0.5])
    #expect(random == initial)
  }

  @Test func deviationsKeepTheVariance() {
    func drawn(_ initializer: any Initializer) -> Distribution { initializer.ofWeights(fanIn: 9, fanOut: 16) }
    #expect(drawn(KaimingNormal()) == .normal(mean: 0, standardDeviation: 2.0.squareRoot() / 3))
    #expect(drawn(XavierNormal()) == .normal(mean: 0, standardDeviation: 0.08.squareRoot()))
    #expect(drawn(Uniform(low: -1, high: 2)) == .uniform(low: -1, high: 2))
  }
}

extension Initializer {
  /// Weights (fanIn×fanOut, row-major).
  fileprivate func draw<S: Scalar>(fanIn: Int, fanOut: Int, using random: inout RandomGenerator) -> [S] {
    let initial = ofWeights(fanIn: fanIn, fanOut: fanOut)
    return ParameterShape(name: "weight", shape: [fanOut, fanIn], initial: initial).draw(using: &random)
  }

  /// Biases (fanOut).
  fileprivate func drawBias<S: Scalar>(fanIn: Int, fanOut: Int, using random: inout RandomGenerator) -> [S] {
    let initial = ofBias(fanIn: fanIn, fanOut: fanOut)
    return ParameterShape(name: "bias", shape: [fanOut], initial: initial).draw(using: &random)
  }
}
