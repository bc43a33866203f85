/// A Latin hypercube of n points (M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21, 239-245,
/// 1979): in each dimension every cell [k / n, (k + 1) / n) holds one point, in a random order, at a uniform
/// place in the cell.
package struct LatinHypercubeSampler: PointSampler {
  package let count: Int
  package let dimensions: Int
  private let permutation: IndexPermutation
  private let jitter: Philox
  /// The bits of a place within the cell: with those of the cell they leave room in a Double's 53.
  private let jitterBits: Int

  package static let pointLimit = 1 << 32

  package init(count: Int, dimensions: Int, seed: UInt64) throws(SamplingError) {
    try SamplerKind.check(count: count, limit: Self.pointLimit, dimensions: dimensions)
    self.count = count
    self.dimensions = dimensions
    permutation = IndexPermutation(count: count, seed: seed)
    jitter = Philox(seed: seed, purpose: .jitter)
    jitterBits = min(32, 52 - permutation.bitWidth)
  }

  package subscript(point: Int, dimension: Int) -> Double {
    let cell = Double(permutation[point, dimension])
    let place = Double(jitter.word(point, dimension) >> (64 - jitterBits))
    let size = Double(sign: .plus, exponent: -jitterBits, significand: 1)
    return (cell + place * size) / Double(count)
  }
}

/// Permutations of 0..<count by index, without memory: an alternating Feistel network over the least power of
/// two that is large enough, repeated until its result is below `count` ("cycle walking": J. Black and P.
/// Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002). Round functions are Philox's bits.
struct IndexPermutation: Sendable {
  let count: Int
  let bitWidth: Int
  private let bits: Philox

  /// Halves of few bits need many rounds until every order is as likely.
  private static let rounds = 16

  /// For count from 1 to 2^32.
  init(count: Int, seed: UInt64) {
    self.count = count
    bitWidth = Int.bitWidth - (count - 1).leadingZeroBitCount
    bits = Philox(seed: seed, purpose: .permutation)
  }

  /// Where permutation `number` puts an index.
  subscript(index: Int, number: Int) -> Int {
    var value = UInt64(index)
    repeat { value = permuted(value, number) } while value >= UInt64(count)
    return Int(value)
  }

  /// The network: the lower half is changed by a function of the upper, and the upper by one of the lower, in
  /// turn.
  private func permuted(_ value: UInt64, _ number: Int) -> UInt64 {
    let lowBits = (bitWidth + 1) / 2
    var low = value & ((1 << lowBits) - 1)
    var high = value >> lowBits
    for round in 0..<Self.rounds / 2 {
      low ^= word(number, 2 * round, high) & ((1 << lowBits) - 1)
      high ^= word(number, 2 * round + 1, low) & ((1 << (bitWidth - lowBits)) - 1)
    }
    return high << lowBits | low
  }

  private func word(_ number: Int, _ round: Int, _ half: UInt64) -> UInt64 {
    bits.words(SIMD4(half, UInt64(number), UInt64(round), 0))[0]
  }
}
