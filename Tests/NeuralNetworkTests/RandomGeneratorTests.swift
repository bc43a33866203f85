import Foundation
import Model
import Testing

@testable import NeuralNetwork

@Suite struct RandomGeneratorTests {
  static let generators: [RandomGenerator] = [
    .numpy(NumPyGenerator(seed: 11)), .torch(TorchGenerator(seed: 11)),
  ]

  /// Five epochs of the notebook: a shuffled pass over 60,000 training examples, then one over 10,000 in
  /// order.
  @Test func loaderEpochs() throws {
    let golden = try JSONValue.golden("random")["loader_seed42_784-128-64-10"]
    var random = RandomGenerator.torch(TorchGenerator(seed: 42))
    for (fanIn, fanOut) in [(784, 128), (128, 64), (64, 10)] {
      try random.discard(DenseDraws(inputs: fanIn, units: fanOut), precision: .float32)
    }
    let epochs = try golden["epochs"].elements
    #expect(epochs.count == 5)
    for epoch in epochs {
      guard case .torch(var seeds) = random else { break }
      for name in ["train_base_seed", "sampler_seed", "test_base_seed"] {
        guard case .integer(let seed) = try epoch[name] else { throw GoldenError.otherType }
        #expect(seeds.random63() == seed)
      }
      let order = random.epochOrder(count: 60000, shuffled: true)
      #expect(try order.prefix(20).map(Int64.init) == epoch["first20"].integers)
      #expect(try sha256(order: order) == epoch["sha256"].text)
      #expect(try order.suffix(4).map(Int64.init) == epoch["last4"].integers)
      #expect(random.epochOrder(count: 10000, shuffled: false) == Array(0..<10000))
      #expect(random == .torch(seeds))
    }
    guard case .torch(var generator) = random else { return }
    #expect(try generator.bits.words(2).map(Int64.init) == golden["next_u32_after_5_epochs"].integers)
  }

  @Test func numPyEpochs() {
    var random = RandomGenerator.numpy(NumPyGenerator(seed: 8))
    var generator = NumPyGenerator(seed: 8)
    #expect(random.epochOrder(count: 5, shuffled: false) == [0, 1, 2, 3, 4])
    #expect(random == .numpy(generator))
    #expect(random.epochOrder(count: 100, shuffled: true) == generator.permutation(100))
    #expect(random == .numpy(generator))
  }

  /// Passing over draws leaves the generator, cached normal included, where making them does.
  @Test(arguments: generators) func draws(initial: RandomGenerator) throws {
    func check(
      _ draws: any Draws, _ precision: Precision, _ make: (inout RandomGenerator) -> Void
    ) throws {
      var (made, passed) = (initial, initial)
      make(&made)
      try passed.discard(draws, precision: precision)
      #expect(made == passed, "\(draws)")
      #expect(made != initial, "\(draws)")
    }
    for count in [1, 11, 16, 37] {
      try check(UniformDraws(count: count), .float32) {
        _ = $0.uniform(count: count, low: -3, high: 5) as [Float]
      }
      try check(UniformDraws(count: count), .float64) {
        _ = $0.uniform(count: count, low: 0, high: 1) as [Double]
      }
      try check(NormalDraws(count: count), .float32) {
        _ = $0.normal(count: count, mean: 1, standardDeviation: 2) as [Float]
      }
      try check(NormalDraws(count: count), .float64) {
        _ = $0.normal(count: count, mean: 0, standardDeviation: 1) as [Double]
      }
    }
    try check(DenseDraws(inputs: 3, units: 7), .float32) {
      for parameter in Dense(units: 7).parameters(for: [3]) { _ = parameter.draw(using: &$0) as [Float] }
    }
  }

  @Test(arguments: generators) func words(initial: RandomGenerator) {
    var (made, passed) = (initial, initial)
    passed.discardWords(700)
    switch made {
    case .numpy(var generator):
      for _ in 0..<700 { _ = generator.bits.next() }
      made = .numpy(generator)
    case .torch(var generator):
      for _ in 0..<700 { _ = generator.bits.next() }
      made = .torch(generator)
    }
    #expect(made == passed)
  }

  /// Odd and even numbers of normals in turn, so that the cached one is there and not there.
  @Test(arguments: generators, Precision.allCases)
  func normalsInTurn(initial: RandomGenerator, precision: Precision) {
    var (made, passed) = (initial, initial)
    for count in [1, 3, 2, 7, 8, 0, 1, 16, 5, 33, 1000, 1001] {
      switch precision {
      case .float32: _ = made.normal(count: count, mean: 0, standardDeviation: 1) as [Float]
      case .float64: _ = made.normal(count: count, mean: 0, standardDeviation: 1) as [Double]
      }
      passed.discardNormal(count: count, precision: precision)
      #expect(made == passed, "after \(count)")
    }
  }

  @Test(arguments: generators) func uniformsAreTwoWordsEach(initial: RandomGenerator) {
    var (discarded, words) = (initial, initial)
    discarded.discardUniform(count: 1_000_000, precision: .float64)
    words.discardWords(2_000_000)
    #expect(discarded == words)
  }

  @Test(arguments: generators) func continuesFromItsState(initial: RandomGenerator) throws {
    var random = initial
    _ = random.normal(count: 3, mean: 0, standardDeviation: 1) as [Double]
    var restored = try JSONDecoder().decode(RandomGenerator.self, from: JSONEncoder().encode(random))
    #expect(restored == random)
    #expect(
      restored.normal(count: 5, mean: 0, standardDeviation: 1) as [Double]
        == random.normal(count: 5, mean: 0, standardDeviation: 1))
    #expect(restored.permutation(50) == random.permutation(50))
  }
}
