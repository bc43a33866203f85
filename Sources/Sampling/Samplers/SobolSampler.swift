/// Sobol's sequence with the direction numbers of Joe and Kuo (`SobolTable`), in the order of the Gray code
/// (I. A. Antonov and V. M. Saleev, USSR Comput. Math. Math. Phys. 19, 252-256, 1979), scrambled by
/// `OwenScrambling`.
///
/// The first 2^m points are a digital net: each pair of dimensions that is a (t, m, 2)-net stays one when
/// scrambled.
package struct SobolSampler: PointSampler {
  package let count: Int
  package let dimensions: Int
  /// For each dimension v_1 … v_32 (bit 31 is ½).
  private let directions: [[UInt32]]
  private let scrambling: OwenScrambling?

  package static let dimensionLimit = SobolTable.dimensions
  package static let pointLimit = 1 << 32

  /// Without a seed the points are those of the sequence itself, the first of them 0.
  package init(count: Int, dimensions: Int, seed: UInt64?) throws(SamplingError) {
    try SamplerKind.check(
      count: count, limit: Self.pointLimit, dimensions: dimensions, limit: Self.dimensionLimit)
    self.count = count
    self.dimensions = dimensions
    directions = (0..<dimensions).map(Self.directions)
    scrambling = seed.map(OwenScrambling.init)
  }

  package subscript(point: Int, dimension: Int) -> Double {
    let bits = bits(point, dimension)
    return scrambling?.coordinate(bits, dimension: dimension) ?? Double(bits) * 0x1p-32
  }

  /// The 32 bits of an unscrambled coordinate: the sum, without carry, of the directions that the Gray code
  /// n ⊕ ⌊n/2⌋ of the index names.
  func bits(_ point: Int, _ dimension: Int) -> UInt32 {
    let index = UInt32(truncatingIfNeeded: point)
    var code = index ^ (index >> 1)
    var bits: UInt32 = 0
    while code != 0 {
      bits ^= directions[dimension][code.trailingZeroBitCount]
      code &= code - 1
    }
    return bits
  }

  /// v_i = m_i / 2^i, with m_i = 2 a_1 m_(i-1) ⊕ … ⊕ 2^(s-1) a_(s-1) m_(i-s+1) ⊕ 2^s m_(i-s) ⊕ m_(i-s)
  /// (P. Bratley and B. L. Fox, ACM Trans. Math. Softw. 14, 88-100, 1988, algorithm 659).
  private static func directions(_ dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (0..<32).map { 1 << (31 - $0) } }
    let row = SobolTable.rows[dimension - 1]
    let degree = row.count - 1
    var v = row[1...].enumerated().map { UInt32($1) << (31 - $0) }
    for index in degree..<32 {
      var next = v[index - degree] ^ (v[index - degree] >> degree)
      for term in 1..<degree where row[0] >> (degree - 1 - term) & 1 == 1 { next ^= v[index - term] }
      v.append(next)
    }
    return v
  }
}

/// Nested uniform scrambling (A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", in: Monte
/// Carlo and Quasi-Monte Carlo Methods in Scientific Computing, 1995): each bit of a coordinate is flipped or
/// not by a random bit of its own for the seed, the dimension and all bits before it.
///
/// The random bits are Philox's, and independent: a block of 256 bits serves the 255 prefixes that continue
/// one prefix of 0, 8, 16 or 24 bits by 0 to 7 more. Bits after the 32nd, of which a coordinate has 21, are 0
/// before the scrambling, so they are random bits for the whole prefix.
struct OwenScrambling: Sendable {
  private let bits: Philox

  init(seed: UInt64) { bits = Philox(seed: seed, purpose: .scrambling) }

  func coordinate(_ bits: UInt32, dimension: Int) -> Double {
    var flips: UInt32 = 0
    for group in 0..<4 {
      let prefix = group == 0 ? 0 : bits >> (32 - 8 * group)
      let block = words(dimension, group, prefix)
      // A node of the tree of the next 8 bits: 1, then the bits so far.
      var node = 1
      for depth in 0..<8 {
        flips = flips << 1 | UInt32(block[node / 64] >> (node % 64) & 1)
        node = node << 1 | Int(bits >> (31 - 8 * group - depth) & 1)
      }
    }
    let tail = words(dimension, 4, bits)[0] >> 43
    return Double(UInt64(bits ^ flips) << 21 | tail) * 0x1p-53
  }

  private func words(_ dimension: Int, _ group: Int, _ prefix: UInt32) -> SIMD4<UInt64> {
    bits.words(SIMD4(UInt64(prefix), UInt64(dimension), UInt64(group), 0))
  }
}
