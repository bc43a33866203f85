import Testing

@testable import NeuralNetwork

/// NumPy's legacy generator against numbers that NumPy 2.4.6 drew.
///
/// Everything has the same bits but the normals, for which NumPy takes the C library's `log`: one of some
/// thousands differs in its last place.
@Suite struct NumPyGeneratorTests {
  static let seeds = ["0", "1", "42", "4294967295"]

  private func start(_ seed: String) throws -> (NumPyGenerator, JSONValue) {
    (NumPyGenerator(seed: try #require(UInt32(seed))), try JSONValue.golden("random")["numpy", seed])
  }

  @Test(arguments: seeds) func uniform(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.uniform(count: 6) == golden["rand"].numbers())
    generator = initial
    #expect(try (0..<6).map { _ in generator.unit() } == golden["rand"].numbers())
    generator = initial
    #expect(try generator.uniform(count: 4, low: -2.5, high: 3.7) == golden["uniform(-2.5,3.7)"].numbers())
  }

  @Test(arguments: seeds) func normal(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    expectWithinOneUlp(generator.normal(count: 9), try golden["randn"].numbers())
    generator = initial
    let scaled = generator.normal(count: 4, mean: 0.3, standardDeviation: 1.7)
    expectWithinOneUlp(scaled, try golden["normal(0.3,1.7)"].numbers())
  }

  /// The second value of a pair waits through other draws and through empty requests.
  @Test(arguments: seeds) func cachedNormal(seed: String) throws {
    var (generator, golden) = try start(seed)
    let parts = try golden["mixed: randn(3),rand(2),randn(2),permutation(6),randint(0,100,3)"].elements
    #expect(generator.normal(count: 0).isEmpty)
    expectWithinOneUlp(generator.normal(count: 3), try parts[0].numbers())
    #expect(generator.normal(count: 0).isEmpty)
    #expect(try generator.uniform(count: 2) == parts[1].numbers())
    expectWithinOneUlp(generator.normal(count: 2), try parts[2].numbers())
    #expect(try generator.permutation(6).map(Int64.init) == parts[3].integers)
    #expect(try generator.integers(in: 0...99, count: 3).map(Int64.init) == parts[4].integers)
  }

  @Test(arguments: seeds) func permutation(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.permutation(10).map(Int64.init) == golden["permutation(10)"].integers)
    generator = initial
    #expect(try sha256(order: generator.permutation(1000)) == golden["permutation(1000).sha256"].text)
  }

  @Test func longPermutation() throws {
    let golden = try JSONValue.golden("random")["numpy_permutation_60000_seed42"]
    var generator = NumPyGenerator(seed: 42)
    let order = generator.permutation(60000)
    #expect(try order.prefix(20).map(Int64.init) == golden["first20"].integers)
    #expect(try sha256(order: order) == golden["sha256"].text)
  }

  @Test(arguments: seeds) func integers(seed: String) throws {
    let (initial, golden) = try start(seed)
    for high: Int64 in [10, 1_000_003, 1 << 32, 1 << 40] {
      var generator = initial
      #expect(
        try generator.integers(in: 0...(high - 1), count: 8) == golden["randint(0,\(high))"].integers)
    }
    var generator = initial
    let small = generator.integers(in: 0...9 as ClosedRange<UInt8>, count: 12)
    #expect(try small.map(Int64.init) == golden["randint(0,10,uint8)"].integers)
  }

  @Test func listSeeds() throws {
    let golden = try JSONValue.golden("random")["numpy_list_seed"]
    var one = NumPyGenerator(seeds: [42])
    var three = NumPyGenerator(seeds: [1, 2, 3])
    #expect(try one.uniform(count: 4) == golden["[42]"].numbers())
    #expect(try three.uniform(count: 4) == golden["[1, 2, 3]"].numbers())
    // A key longer than the state.
    var long = NumPyGenerator(seeds: (0..<700).map(UInt32.init))
    let expected = try JSONValue.golden("numpy-integers")["list seed 0..<700: randint(0, 2**32, 3)"].integers
    #expect(long.integers(in: 0...UInt32.max, count: 3).map(Int64.init) == expected)
  }

  @Test func emptySeedListIsDefined() { #expect(NumPyGenerator(seeds: []) == NumPyGenerator(seeds: [0])) }
}
