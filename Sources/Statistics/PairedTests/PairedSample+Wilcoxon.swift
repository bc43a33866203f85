extension PairedSample {
  /// Wilcoxon's signed-rank test (F. Wilcoxon, "Individual comparisons by ranking methods", 1945). The
  /// statistic is the sum of the ranks of the positive differences.
  ///
  /// Differences of 0 are left out, equal magnitudes share their mean rank; what differs by no more than the
  /// rounding of the data counts as equal. With at most ``exactWilcoxonCount`` differences left the null
  /// distribution is exact, with ties too; beyond, normal with the tie correction and without continuity
  /// correction (SciPy's `zero_method="wilcox"`, `correction=False`). Where no difference is left, p = 1.
  package func wilcoxonTest(nullDifference: Double = 0) -> TestResult {
    guard let centered = CenteredDifferences(self, nullDifference: nullDifference) else { return .undecided }
    let kept = centered.values.filter { !centered.isZero($0) }
    guard !kept.isEmpty else { return .undecided }
    let ranks = Midranks(kept.map { abs($0) }, tolerance: 2 * centered.rounding)
    let positive = zip(kept, ranks.doubled).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    let statistic = Double(positive) / 2
    if kept.count > Self.exactWilcoxonCount {
      return Self.normalWilcoxon(statistic, ranks)
    }
    let tails = Self.signedRankTails(positive, ranks.doubled)
    return TestResult(
      statistic: statistic, twoSided: 2 * min(tails.greater, tails.less), greater: tails.greater,
      less: tails.less)
  }

  /// Up to how many differences the distribution is exact.
  package static var exactWilcoxonCount: Int { 50 }

  /// P(W >= w) and P(W <= w) of the doubled rank sum, each sign of each rank being equally likely.
  ///
  /// The number of ways to each sum is built up rank by rank. There are 2ⁿ ways in all, and numbers up to 2⁵³
  /// are exact.
  private static func signedRankTails(_ sum: Int, _ ranks: [Int]) -> (greater: Double, less: Double) {
    var ways = [Double](repeating: 0, count: ranks.reduce(1, +))
    ways[0] = 1
    var reached = 0
    for rank in ranks {
      reached += rank
      for place in stride(from: reached, through: rank, by: -1) { ways[place] += ways[place - rank] }
    }
    let all = Double(sign: .plus, exponent: ranks.count, significand: 1)
    return (ways[sum...].reduce(0, +) / all, ways[...sum].reduce(0, +) / all)
  }

  /// z = (W - n (n + 1)/4) / √(n (n + 1)(2n + 1)/24 - Σ (t³ - t)/48) (E. Lehmann, "Nonparametrics", 1975,
  /// equations 3.9 and 3.22).
  private static func normalWilcoxon(_ statistic: Double, _ ranks: Midranks) -> TestResult {
    let n = Double(ranks.doubled.count)
    let variance = (n * (n + 1) * (2 * n + 1) - ranks.tieCorrection / 2) / 24
    let z = (statistic - n * (n + 1) / 4) / variance.squareRoot()
    let normal = TestResult(statistic: z, survival: NormalDistribution().survival)
    return TestResult(
      statistic: statistic, twoSided: normal.twoSided, greater: normal.greater, less: normal.less)
  }
}
