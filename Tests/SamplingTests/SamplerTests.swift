import Testing

@testable import Sampling

@Suite struct SamplerTests {
  @Test func philoxIsNumPys() throws {
    for golden in try SamplingGoldens.load().philox {
      // NumPy's key has any second word; the sampler's purposes are four of them.
      let key = golden.key.compactMap { UInt64($0) }
      let counter = SIMD4(golden.counter.compactMap { UInt64($0) })
      let words = Philox(key: (key[0], key[1])).words(counter)
      #expect((0..<4).map { words[$0].description } == golden.words)
    }
  }

  @Test func sobolPointsAreSciPys() throws {
    let golden = try SamplingGoldens.load().sobol
    let sampler = try SobolSampler(count: 1 << 32, dimensions: 160, seed: nil)
    #expect(golden.indices.count == 12 && SobolSampler.dimensionLimit == 160)
    for (index, bits) in zip(golden.indices, golden.bits) {
      #expect((0..<160).map { sampler.bits(index, $0) } == bits, "point \(index)")
      #expect(sampler[index, 7] == Double(bits[7]) / 0x1p32)
    }
  }

  /// How many of the first 2^m points each box of 2^-a × 2^-b holds, boxes in the order of their places.
  private func boxes(
    _ sampler: SobolSampler, _ pair: (Int, Int), m: Int, a: Int, b: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: 1 << (a + b))
    for point in 0..<1 << m {
      let x = Int(sampler[point, pair.0] * Double(1 << a))
      let y = Int(sampler[point, pair.1] * Double(1 << b))
      counts[x << b | y] += 1
    }
    return counts
  }

  /// Scrambling moves boxes, all points of one together; so every shape of box has as many boxes of k points
  /// as before. The first two dimensions are a (0, 2)-sequence: one point a box.
  @Test(arguments: [(0, 1), (1, 2), (3, 8), (20, 63), (77, 159)])
  func scrambledPointsKeepTheNet(_ pair: (Int, Int)) throws {
    let m = 8
    let plain = try SobolSampler(count: 1 << m, dimensions: 160, seed: nil)
    for seed in [1, 2, UInt64.max] {
      let scrambled = try SobolSampler(count: 1 << m, dimensions: 160, seed: seed)
      for total in 1...m {
        for a in 0...total {
          let expected = boxes(plain, pair, m: m, a: a, b: total - a).sorted()
          let found = boxes(scrambled, pair, m: m, a: a, b: total - a).sorted()
          #expect(found == expected, "boxes 2^-\(a) × 2^-\(total - a)")
          if pair == (0, 1) { #expect(Set(found) == [1 << (m - total)]) }
        }
      }
    }
  }

  /// Two coordinates that first differ in a bit do so after scrambling, and earlier bits decide what later
  /// ones become.
  @Test func scramblingIsNested() {
    let scrambling = OwenScrambling(seed: 3)
    func top(_ bits: UInt32) -> UInt32 { UInt32(scrambling.coordinate(bits, dimension: 5) * 0x1p32) }
    var flips: [Set<UInt32>] = Array(repeating: [], count: 32)
    for number in 0..<200 as Range<UInt32> {
      let bits = number &* 0x9E37_79B9
      for place in 0..<32 as Range<UInt32> {
        let other = bits ^ (1 << place)
        #expect((top(bits) ^ top(other)).leadingZeroBitCount == 31 - Int(place))
      }
      for place in 0..<32 { flips[place].insert((top(bits) ^ bits) >> place & 1) }
    }
    // The first bit's flip is one for all; each later bit is flipped after some prefixes and not after
    // others.
    #expect(flips[31].count == 1)
    #expect(flips[..<26].allSatisfy { $0.count == 2 })
  }

  /// The mean of n uniform numbers is within 5 standard errors of ½; of stratified ones far nearer.
  @Test(arguments: SamplerKind.allCases)
  func coordinatesAreUniform(_ kind: SamplerKind) throws {
    let count = 4096
    let sampler = try kind.sampler(count: count, dimensions: 9, seed: 11)
    for dimension in 0..<9 {
      let values = (0..<count).map { sampler[$0, dimension] }
      #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(count)
      let error = kind == .uniform ? 5 / (12 * Double(count)).squareRoot() : 5e-5
      #expect(abs(mean - 0.5) < error)
      #expect(abs(variance - 1.0 / 12) < (kind == .uniform ? 6e-3 : 1e-4))
    }
  }

  /// One coordinate of a scrambled point, over seeds, is uniform too: 16 cells of 4096 seeds, χ² with 15
  /// degrees of freedom below its 99.99 % quantile.
  @Test(arguments: SamplerKind.allCases)
  func seedsGiveOtherPoints(_ kind: SamplerKind) throws {
    for (point, dimension) in [(0, 0), (1, 3), (6, 2)] {
      var cells = [Double](repeating: 0, count: 16)
      for seed in 0..<4096 {
        let sampler = try kind.sampler(count: 7, dimensions: 4, seed: UInt64(seed))
        cells[Int(sampler[point, dimension] * 16)] += 1
      }
      let chi = cells.reduce(0) { $0 + ($1 - 256) * ($1 - 256) / 256 }
      #expect(chi < 44.3 && chi > 1.5, "χ² \(chi)")
    }
    let first = try kind.sampler(count: 50, dimensions: 3, seed: 1)
    let same = try kind.sampler(count: 50, dimensions: 3, seed: 1)
    let other = try kind.sampler(count: 50, dimensions: 3, seed: 2)
    #expect((0..<50).allSatisfy { first.point($0) == same.point($0) && first.point($0) != other.point($0) })
  }

  @Test(arguments: [1, 2, 3, 5, 16, 100, 1000])
  func everyCellOfALatinHypercubeHoldsOnePoint(_ count: Int) throws {
    let sampler = try LatinHypercubeSampler(count: count, dimensions: 5, seed: 4)
    for dimension in 0..<5 {
      let cells = (0..<count).map { Int(sampler[$0, dimension] * Double(count)) }
      #expect(cells.sorted() == Array(0..<count))
    }
  }

  /// All 24 orders of 4 and all 120 of 5, as often as chance has it: χ² below its 99.99 % quantile.
  @Test(arguments: [(4, 24, 58.6), (5, 120, 182.0)])
  func ordersAreEquallyLikely(_ count: Int, _ orders: Int, _ quantile: Double) {
    var counts: [[Int]: Double] = [:]
    let draws = orders * 100
    for seed in 0..<draws {
      let permutation = IndexPermutation(count: count, seed: UInt64(seed))
      counts[(0..<count).map { permutation[$0, 1] }, default: 0] += 1
    }
    #expect(counts.count == orders)
    let chi = counts.values.reduce(0) { $0 + ($1 - 100) * ($1 - 100) / 100 }
    #expect(chi < quantile, "χ² \(chi)")
  }

  @Test func largeHypercubesStayInTheirCells() throws {
    let count = 1 << 32
    let sampler = try LatinHypercubeSampler(count: count, dimensions: 1, seed: 9)
    let permutation = IndexPermutation(count: count, seed: 9)
    for point in stride(from: 0, to: count, by: count / 997) {
      let cell = sampler[point, 0] * Double(count)
      #expect(Int(cell) == permutation[point, 0])
    }
  }

  @Test func misuseIsAFact() {
    func error(_ kind: SamplerKind, _ count: Int, _ dimensions: Int) -> SamplingError? {
      #expect(throws: SamplingError.self) {
        try kind.sampler(count: count, dimensions: dimensions, seed: 1)
      }
    }
    for kind in SamplerKind.allCases {
      #expect(error(kind, 0, 1) == .countBelowOne(0))
      #expect(error(kind, 1, 0) == .dimensionsBelowOne(0))
    }
    let many = 1 << 32 + 1
    #expect(error(.sobol, 1, 161) == .tooManyDimensions(161, limit: 160))
    #expect(error(.sobol, many, 1) == .tooManyPoints(many, limit: 1 << 32))
    #expect(error(.latinHypercube, many, 1) == .tooManyPoints(many, limit: 1 << 32))
  }

  /// The bits that experiments rely on, against the script's own samplers over NumPy's Philox.
  @Test func pointsAreThoseOfTheDefinitions() throws {
    let goldens = try SamplingGoldens.load().points
    #expect(goldens.count == 12)
    for golden in goldens {
      let seed = try #require(UInt64(golden.seed))
      let found = try SamplerKind.allCases.map {
        try $0.sampler(count: 100, dimensions: 6, seed: seed)[golden.point, golden.dimension]
      }
      #expect(found == [golden.uniform, golden.sobol, golden.latin_hypercube])
    }
  }
}
