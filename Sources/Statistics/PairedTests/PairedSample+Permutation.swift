extension PairedSample {
  /// The permutation test of the mean difference: under the null hypothesis each difference is as likely with
  /// the other sign (R. Fisher, "The design of experiments", 1935, section 21). The statistic is the mean of
  /// the differences, less the null hypothesis's.
  ///
  /// With at most ``exactPermutationCount`` pairs all 2ⁿ flips are tried, the observed one among them, and p
  /// is the part of them that is as extreme. With more, `draws` random ones, and p = (b + 1)/(draws + 1) (B.
  /// Phipson and G. Smyth, "Permutation p-values should never be zero", 2010): sign i is bit i mod 64 of the
  /// draw's word i / 64.
  ///
  /// Sums are of integers, multiples of a power of two far below the rounding of the data, so no order of
  /// adding matters. A sum that falls short of the observed one by no more than the rounding of the data
  /// explains counts as extreme. Where all differences are 0, p = 1.
  package func permutationTest(
    nullDifference: Double = 0, draws: Int = 9_999, using generator: inout some RandomNumberGenerator
  ) -> TestResult {
    guard let centered = CenteredDifferences(self, nullDifference: nullDifference) else { return .undecided }
    var flips = SignFlips(centered)
    if count <= Self.exactPermutationCount {
      flips.tryAll()
    } else {
      // The observed flip is the one that is added to both numbers.
      flips.add(flips.observed)
      for _ in 0..<max(0, draws) { flips.draw(using: &generator) }
    }
    let all = Double(flips.tried)
    return TestResult(
      statistic: centered.values.reduce(0, +) / Double(count), twoSided: Double(flips.extreme) / all,
      greater: Double(flips.greater) / all, less: Double(flips.less) / all)
  }

  /// Up to how many pairs all flips are tried.
  package static var exactPermutationCount: Int { 20 }
}

/// Counts sums of differences with flipped signs that are as extreme as the observed sum.
private struct SignFlips {
  /// The differences as multiples of one power of two.
  let units: [Int]
  /// The sum without a flip.
  let observed: Int
  /// How far two sums may be apart and stand for the same number.
  let tolerance: Int

  private(set) var tried = 0
  private(set) var extreme = 0
  private(set) var greater = 0
  private(set) var less = 0

  /// With a unit of which the sum of all magnitudes has less than 2⁶⁰.
  init(_ centered: CenteredDifferences) {
    let total = centered.values.reduce(0) { $0 + abs($1) }
    let n = centered.values.count
    // A far smaller power would not be a number.
    let exponent = max(-1000, total == 0 ? 0 : Int(total.exponent) - 59)
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    units = centered.values.map { Int(($0 / unit).rounded(.toNearestOrEven)) }
    observed = units.reduce(0, +)
    // Two sums differ by twice the differences whose signs differ, each of which may be off by the rounding
    // of the data and half a unit.
    let share = 2 * centered.rounding / unit + 1
    // Two sums are less than 2⁶¹ apart.
    tolerance = Int(min(Double(n) * share, 0x1p61))
  }

  mutating func add(_ sum: Int) {
    tried += 1
    if sum >= observed - tolerance { greater += 1 }
    if sum <= observed + tolerance { less += 1 }
    if abs(sum) >= abs(observed) - tolerance { extreme += 1 }
  }

  /// All flips in the order of the Gray code, in which one sign turns from each to the next (F. Gray, 1953).
  mutating func tryAll() {
    var sum = observed
    var signs = units
    add(sum)
    for step in 1..<(1 << units.count) {
      let index = step.trailingZeroBitCount
      sum -= 2 * signs[index]
      signs[index].negate()
      add(sum)
    }
  }

  mutating func draw(using generator: inout some RandomNumberGenerator) {
    var sum = 0
    var word: UInt64 = 0
    for (index, value) in units.enumerated() {
      if index % 64 == 0 { word = generator.next() }
      sum += word & 1 == 0 ? value : -value
      word >>= 1
    }
    add(sum)
  }
}
