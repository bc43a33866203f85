/// Philox4x64-10, a counter-based generator: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel
/// random numbers: as easy as 1, 2, 3", SC '11, 2011, section 3.3 and table 2. Four words of bits for a key
/// and a counter, without a state.
struct Philox: Sendable {
  /// What the bits are for: the second word of the key, so that no two uses share bits.
  enum Purpose: UInt64 { case uniform, scrambling, permutation, jitter }

  private let key: (UInt64, UInt64)

  init(key: (UInt64, UInt64)) { self.key = key }

  init(seed: UInt64, purpose: Purpose) { self.init(key: (seed, purpose.rawValue)) }

  /// The four words at a counter.
  func words(_ counter: SIMD4<UInt64>) -> SIMD4<UInt64> {
    var (k0, k1) = key
    // Four variables, since the lanes of a vector are slow to reach one by one.
    var (x0, x1, x2, x3) = (counter[0], counter[1], counter[2], counter[3])
    for _ in 0..<10 {
      let first = (0xD2E7_470E_E14C_6C93 as UInt64).multipliedFullWidth(by: x0)
      let second = (0xCA5A_8263_9512_1157 as UInt64).multipliedFullWidth(by: x2)
      (x0, x1, x2, x3) = (second.high ^ x1 ^ k0, second.low, first.high ^ x3 ^ k1, first.low)
      k0 &+= 0x9E37_79B9_7F4A_7C15
      k1 &+= 0xBB67_AE85_84CA_A73B
    }
    return SIMD4(x0, x1, x2, x3)
  }

  /// One word for a point and a dimension, four dimensions a block.
  func word(_ point: Int, _ dimension: Int) -> UInt64 {
    words(SIMD4(UInt64(point), UInt64(dimension / 4), 0, 0))[dimension % 4]
  }
}
