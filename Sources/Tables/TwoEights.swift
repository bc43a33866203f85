#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel
#endif

/// Numbers of eight digits, two at a time; each digit is from 0 to 9 in a byte, the first in the lowest.
enum TwoEights {
  /// Whether the bytes are each from 0 to 9.
  @inline(__always)
  static func areDigits(_ bytes: SIMD2<UInt64>) -> Bool {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      // The compiler compares one byte after the other where it is asked for `.>`.
      let nines = _mm_set1_epi8(9)
      let greatest = _mm_max_epu8(unsafeBitCast(bytes, to: __m128i.self), nines)
      return _mm_movemask_epi8(_mm_cmpeq_epi8(greatest, nines)) == 0xFFFF
    #else
      return others(in: bytes[0]) | others(in: bytes[1]) == 0
    #endif
  }

  /// 0 where eight bytes are each from 0 to 9.
  @inline(__always)
  static func others(in eight: UInt64) -> UInt64 {
    (eight &+ 0x7676_7676_7676_7676 | eight) & 0x8080_8080_8080_8080
  }

  /// Pairs of digits, then fours, then all, as in `DecimalParser.number(ofEight:)`.
  @inline(__always)
  static func numbers(_ digits: SIMD2<UInt64>) -> SIMD2<Double> {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      func vector(_ high: Int16, _ low: Int16) -> __m128i {
        unsafeBitCast(SIMD8(high, low, high, low, high, low, high, low), to: __m128i.self)
      }
      // 256 (10 a + b) + a is (256 b + a) (256 · 10 + 1) but for what does not fit.
      let pairs = _mm_srli_epi16(
        _mm_mullo_epi16(unsafeBitCast(digits, to: __m128i.self), vector(2561, 2561)), 8)
      let fours = _mm_madd_epi16(pairs, vector(100, 1))
      let eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), vector(10_000, 1))
      return _mm_cvtepi32_pd(eights)
    #else
      portableNumbers(digits)
    #endif
  }

  /// What ``numbers(_:)`` is without the processor's own instructions.
  @inline(__always)
  static func portableNumbers(_ digits: SIMD2<UInt64>) -> SIMD2<Double> {
    // 2^52 plus a number, which are its last bits.
    func number(_ digits: UInt64) -> Double {
      Double(bitPattern: 0x1p52.bitPattern | DecimalParser.number(ofEight: digits)) - 0x1p52
    }
    return SIMD2(number(digits[0]), number(digits[1]))
  }
}
