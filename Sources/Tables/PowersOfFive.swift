/// 128 bits of each power of five that a `Double` can need, and the rounding of w · 10^q with them
/// (D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51(8), 2021,
/// algorithm 1, after M. Eisel; that no other bits are ever needed: N. Mushtak and D. Lemire, "Fast number
/// parsing without fallback", 53(6), 2023).
struct PowersOfFive: @unchecked Sendable {
  // Unchecked for the pointers, to memory that is written once and stays.

  static let shared = PowersOfFive()

  /// The exponents beyond which w · 10^q is 0 or infinite for any w of 64 bits.
  private static let range = -342...308

  /// For each exponent the high and the low 64 bits, the highest bit 1: of 5^q, cut off, for q >= 0; of
  /// 2^b / 5^-q, rounded up, below.
  private let words: UnsafePointer<(high: UInt64, low: UInt64)>
  /// 10^0 to 10^22, which a `Double` holds exactly.
  let ofTen: UnsafePointer<Double>
  /// 10^0 to 10^7: what makes room for less than eight digits.
  let ofTenWhole: UnsafePointer<UInt64>

  private init() {
    var words: [(high: UInt64, low: UInt64)] = []
    words.reserveCapacity(Self.range.count)
    for q in Self.range {
      if q >= 0 {
        words.append(WholeNumber(power: q, of: 5).leading128)
      } else {
        // b is such that more than 128 bits are left, of which what is cut off does not matter.
        let length = WholeNumber(power: -q, of: 5).bitWidth
        var quotient = WholeNumber(1).shifted(left: q >= -27 ? length + 127 : 2 * length + 128)
        // Thirteen factors are the most that fit 32 bits.
        for _ in 0..<(-q / 13) { quotient.divide(by: 1_220_703_125) }
        for _ in 0..<(-q % 13) { quotient.divide(by: 5) }
        quotient.add(1)
        words.append(quotient.leading128)
      }
    }
    self.words = Self.kept(words)
    ofTen = Self.kept(
      [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
        1e19, 1e20, 1e21, 1e22,
      ])
    ofTenWhole = Self.kept([1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000])
  }

  /// The values in memory that is never freed.
  private static func kept<Value>(_ values: [Value]) -> UnsafePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: values.count)
    memory.initialize(from: values, count: values.count)
    return UnsafePointer(memory)
  }

  /// The `Double` nearest to w · 10^q.
  func nearest(_ w: UInt64, _ q: Int) -> Double {
    guard w != 0, q >= Self.range.lowerBound else { return 0 }
    guard q <= Self.range.upperBound else { return .infinity }
    let shift = w.leadingZeroBitCount
    let factor = words[q - Self.range.lowerBound]
    let normal = w &<< UInt64(shift)
    var product = normal.multipliedFullWidth(by: factor.high)
    // Only where the nine bits below those that are kept are all 1 can the low word change them.
    if product.high & 0x1FF == 0x1FF {
      let more = normal.multipliedFullWidth(by: factor.low).high
      let (low, carries) = product.low.addingReportingOverflow(more)
      product = (product.high &+ (carries ? 1 : 0), low)
    }
    let upper = Int(product.high &>> 63)
    // 53 bits and one below.
    var significand = product.high &>> UInt64(upper + 9)
    // ⌊q · log2(10)⌋ = ⌊q · 217706 / 2^16⌋ over the whole range.
    var exponent = (217_706 * q) >> 16 + 63 + upper - shift + 1023
    if exponent <= 0 {
      if exponent <= -63 { return 0 }
      significand &>>= UInt64(1 - exponent)
      significand = (significand + (significand & 1)) &>> 1
      // Rounded up to the least normal number, its bits are already that number's.
      return Double(bitPattern: significand)
    }
    // Exactly between two numbers: the even one.
    if product.low <= 1, (-4...23).contains(q), significand & 3 == 1,
      significand &<< UInt64(upper + 9) == product.high
    {
      significand &= ~1
    }
    significand = (significand + (significand & 1)) &>> 1
    if significand == 1 << 53 {
      significand = 1 << 52
      exponent += 1
    }
    if exponent >= 0x7FF { return .infinity }
    return Double(bitPattern: UInt64(exponent) &<< 52 | significand & ~(1 << 52))
  }
}
