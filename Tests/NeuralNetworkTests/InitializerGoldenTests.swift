import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// Initial values that are made of a parameter's whole shape, against PyTorch's (`Goldens/initializers.py`).
@Suite struct InitializerGoldenTests {
  struct Goldens: Decodable {
    struct Case: Decodable {
      var initializer: String
      var shape: [Int]
      var float32, float64: [Double]
    }
    var cases: [Case]
  }

  private static let initial: [String: Distribution] = [
    "orthogonal": .orthogonal(gain: 1.5),
    "truncated_normal": .truncatedNormal(mean: 0.1, standardDeviation: 0.5, low: -0.6, high: 0.4),
    "sparse": .sparse(sparsity: 0.3, standardDeviation: 0.2),
  ]

  private func goldens() throws -> [Goldens.Case] {
    let url = try #require(Bundle.module.url(forResource: "Goldens/initializers", withExtension: "json"))
    return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: url)).cases
  }

  @Test func inSinglePrecision() throws {
    for golden in try goldens() { try check(Float.self, golden, golden.float32, relative: 1e-5) }
  }

  @Test func inDoublePrecision() throws {
    for golden in try goldens() { try check(Double.self, golden, golden.float64, relative: 1e-12) }
  }

  /// In PyTorch's order, and then the number that the generator draws next.
  private func check<S: Scalar>(
    _: S.Type, _ golden: Goldens.Case, _ expected: [Double], relative: Double
  ) throws {
    let name = "\(golden.initializer) \(golden.shape)"
    let parameter = ParameterShape(
      name: "w", shape: golden.shape, initial: try #require(Self.initial[golden.initializer]))
    var random = RandomGenerator.torch(TorchGenerator(seed: 3))
    let drawn: [S] = parameter.draw(using: &random)
    let columns = Array(golden.shape.dropFirst()).elementCount
    let found = S.transpose(drawn, rows: columns, columns: golden.shape[0])
    expectClose(found.map { Double($0) }, Array(expected.dropLast()), relative: relative, floor: 1, "\(name)")
    let next: [Double] = random.uniform(count: 1, low: 0, high: 1)
    #expect(next[0] == expected[expected.count - 1], "\(name): the next number")
  }

  /// Of NumPy's draws, the layer's matrix is the one that is filled.
  @Test(arguments: [[6, 9], [9, 6], [4, 4]]) func vectorsAreOrthogonal(_ shape: [Int]) throws {
    for kind in [RandomGenerator.torch(TorchGenerator(seed: 1)), .numpy(NumPyGenerator(seed: 1))] {
      var random = kind
      let parameter = ParameterShape(name: "w", shape: shape, initial: .orthogonal(gain: 1))
      let drawn: [Double] = parameter.draw(using: &random)
      let (rows, columns) = (shape[1], shape[0])
      let isTall = rows >= columns
      func element(_ vector: Int, _ place: Int) -> Double {
        isTall ? drawn[place * columns + vector] : drawn[vector * columns + place]
      }
      for a in 0..<min(rows, columns) {
        for b in 0..<min(rows, columns) {
          let product = (0..<max(rows, columns)).reduce(0.0) { $0 + element(a, $1) * element(b, $1) }
          #expect(abs(product - (a == b ? 1 : 0)) < 1e-14)
        }
      }
    }
  }

  /// The first rule that fits; a bias has the scale that its layer's weights have.
  @Test func rulesByName() throws {
    let network = Network(
      inputShape: [6],
      layers: [LayerEntry(.dense(4, Tanh())), LayerEntry(BatchNorm()), LayerEntry(.dense(3))],
      initial: [
        InitialRule(
          pattern: NamePattern("layers.2.*"), initializer: GivenValues([Double](repeating: 2, count: 3))),
        InitialRule(pattern: NamePattern("*.bias"), initializer: KaimingNormal()),
      ])
    let initial = Dictionary(
      uniqueKeysWithValues: try network.graph().parameters.joined().map { ($0.name, $0) })
    #expect(initial["layers.0.weight"]?.initial == .constant(0))
    #expect(
      initial["layers.0.bias"]?.initial
        == .normal(mean: 0, standardDeviation: 2.0.squareRoot() / 6.0.squareRoot()))
    #expect(initial["layers.2.bias"]?.initial == .values([2, 2, 2]))
    #expect(initial["layers.2.weight"]?.initialFault == .count(3, shape: [3, 4]))
    #expect(initial["layers.1.running_var"]?.initial == .constant(1))
    #expect(initial["layers.2.bias"]?.initialFault == nil)
  }
}
