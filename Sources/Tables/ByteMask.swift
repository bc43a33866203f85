#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel
#endif

/// Which of the bytes that follow each other are equal to another one.
enum ByteMask {
  /// A bit for each of sixteen bytes, the lowest for the first: 1 where a comparison holds.
  @inline(__always)
  static func bits(_ holds: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      UInt32(bitPattern: _mm_movemask_epi8(unsafeBitCast(holds, to: __m128i.self)))
    #else
      portableBits(holds)
    #endif
  }

  /// What ``bits(_:)`` is where the processor has no instruction for it: the multiplication brings the lowest
  /// bits of eight bytes together in the highest byte.
  @inline(__always)
  static func portableBits(_ holds: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    let halves = unsafeBitCast(holds, to: SIMD2<UInt64>.self)
    func bits(_ half: UInt64) -> UInt64 {
      ((UInt64(littleEndian: half) & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
    }
    return UInt32(truncatingIfNeeded: bits(halves[0]) | bits(halves[1]) &<< 8)
  }
}
