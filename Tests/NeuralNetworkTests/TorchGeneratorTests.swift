import Testing

@testable import NeuralNetwork

/// PyTorch's CPU generator against numbers that PyTorch 2.13.0 drew with AVX2 ("fma" in the file).
///
/// Everything has the same bits but normals of doubles, for which PyTorch takes the C library's functions.
@Suite struct TorchGeneratorTests {
  static let seeds = ["0", "1", "42", "1234"]

  private func start(_ seed: String) throws -> (TorchGenerator, JSONValue) {
    (TorchGenerator(seed: try #require(Int(seed))), try JSONValue.golden("random")["torch", seed])
  }

  @Test(arguments: seeds) func bits(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.bits.words(4).map(Int64.init) == golden["u32"].integers)
    generator = initial
    #expect(try (0..<4).map { _ in generator.random63() } == golden["random_int64"].integers)
  }

  @Test(arguments: seeds) func units(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.units(count: 6) == golden["rand_f32"].numbers(Float.self))
    generator = initial
    #expect(try generator.units(count: 6) == golden["rand_f64"].numbers(Double.self))
  }

  @Test(arguments: seeds) func uniform(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    let floats: [Float] = generator.uniform(count: 6, low: -1.0 / 28, high: 1.0 / 28)
    #expect(try floats == golden["uniform_f32(-1/28,1/28).fma"].numbers())
    generator = initial
    let doubles: [Double] = generator.uniform(count: 6, low: -0.37, high: 1.9)
    #expect(try doubles == golden["uniform_f64(-0.37,1.9).fma"].numbers())
  }

  @Test func uniformNeverGivesTheEnd() {
    var generator = TorchGenerator(seed: 3)
    let low = 1.0
    let high = low + Double(Float(low).ulp)
    let values: [Float] = generator.uniform(count: 1000, low: low, high: high)
    #expect(values.allSatisfy { $0 == Float(low) })
  }

  /// Fewer than 16, from pairs of doubles; floats have the same bits because they are rounded from them.
  @Test(arguments: seeds) func fewNormals(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.normal(count: 5) == golden["randn_f32[5]"].numbers(Float.self))
    generator = initial
    expectWithinOneUlp(generator.normal(count: 5), try golden["randn_f64[5]"].numbers())
    generator = initial
    let scaled: [Double] = generator.normal(count: 5, mean: 0.3, standardDeviation: 1.7)
    expectWithinOneUlp(scaled, try golden["normal_f64(0.3,1.7)[5].fma"].numbers())
  }

  @Test(arguments: seeds) func manyNormals(seed: String) throws {
    let (initial, golden) = try start(seed)
    for count in [16, 20] {
      var generator = initial
      #expect(try generator.normal(count: count) == golden["randn_f32[\(count)].fma"].numbers(Float.self))
    }
    var generator = initial
    #expect(
      try sha256(generator.normal(count: 10007) as [Float]) == golden["randn_f32[10007].fma.sha256"].text)
    generator = initial
    let scaled: [Float] = generator.normal(count: 16, mean: 0.3, standardDeviation: 1.7)
    #expect(try scaled == golden["normal_f32(0.3,1.7)[16].fma"].numbers())
    generator = initial
    expectWithinOneUlp(generator.normal(count: 18), try golden["randn_f64[18]"].numbers())
  }

  /// Large tensors leave the second value of a small one's pair alone.
  @Test(arguments: seeds) func cachedNormal(seed: String) throws {
    var (generator, golden) = try start(seed)
    let parts = try golden["cache: randn_f32[1],randn_f32[16],randn_f32[2]"].elements
    for (part, count) in zip(parts, [1, 16, 2]) {
      #expect(try generator.normal(count: count) == part.numbers(Float.self))
    }
  }

  @Test(arguments: seeds) func integers(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.integers(in: 0..<10, count: 10).map(Int64.init) == golden["randint(0,10)"].integers)
    generator = initial
    let large = generator.integers(in: 0..<1 << 40, count: 4).map(Int64.init)
    #expect(try large == golden["randint(0,2**40)"].integers)
    #expect(generator.integers(in: 3..<3, count: 4).isEmpty)
  }

  @Test(arguments: seeds) func permutations(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    #expect(try generator.permutation(10).map(Int64.init) == golden["randperm(10)"].integers)
    generator = initial
    #expect(try sha256(order: generator.permutation(1000)) == golden["randperm(1000).sha256"].text)
    generator = initial
    let insideOut = generator.insideOutPermutation(10).map(Int64.init)
    #expect(try insideOut == golden["randperm_inside_out(10)"].integers)
    #expect(generator.permutation(0).isEmpty)
    #expect(generator.permutation(1) == [0])
  }

  @Test func onlyLowBitsOfASeedCount() {
    #expect(TorchGenerator(seed: 1 << 32 | 7) == TorchGenerator(seed: 7))
    #expect(TorchGenerator(seed: -1) == TorchGenerator(seed: 0xFFFF_FFFF))
  }
}
