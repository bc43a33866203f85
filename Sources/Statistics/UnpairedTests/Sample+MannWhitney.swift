extension Sample {
  /// The test of H. Mann and D. Whitney, "On a test of whether one of two random variables is stochastically
  /// larger than the other", 1947. The statistic is U, the number of pairs in which this sample's value is
  /// greater, equal ones counted half; U over the number of pairs is the ``ProbabilityOfImprovement``.
  ///
  /// With at most ``exactMannWhitneyCount`` values in all the null distribution is exact, with ties too;
  /// beyond, normal with the tie correction and the continuity correction (SciPy's `mannwhitneyu`). Where all
  /// values are equal, p = 1.
  package func mannWhitneyTest(against other: Sample) -> TestResult {
    let ranks = Midranks(values + other.values)
    let doubledSum = ranks.doubled[..<count].reduce(0, +)
    let statistic = Double(doubledSum - count * (count + 1)) / 2
    guard ranks.ties.count > 1 else {
      return TestResult(statistic: statistic, twoSided: 1, greater: 1, less: 1)
    }
    let tails =
      count + other.count <= Self.exactMannWhitneyCount
      ? Self.rankSumTails(doubledSum, of: count, ranks.doubled)
      : Self.normalTails(statistic, count, other.count, ranks)
    return TestResult(
      statistic: statistic, twoSided: 2 * Swift.min(tails.greater, tails.less), greater: tails.greater,
      less: tails.less)
  }

  /// Up to how many values of both samples the distribution is exact.
  package static var exactMannWhitneyCount: Int { 50 }

  /// P(R >= r) and P(R <= r) of the sum of `count` of the doubled ranks, each choice being equally likely.
  ///
  /// The number of choices of each size with each sum is built up rank by rank. There are at most
  /// 50!/(25!)² < 2⁵³ in all, so all numbers are exact.
  private static func rankSumTails(
    _ sum: Int, of count: Int, _ ranks: [Int]
  ) -> (greater: Double, less: Double) {
    let width = ranks.reduce(1, +)
    var ways = [[Double]](repeating: [Double](repeating: 0, count: width), count: count + 1)
    ways[0][0] = 1
    for rank in ranks {
      for size in stride(from: count, to: 0, by: -1) {
        for place in rank..<width { ways[size][place] += ways[size - 1][place - rank] }
      }
    }
    let all = ways[count].reduce(0, +)
    return (ways[count][sum...].reduce(0, +) / all, ways[count][...sum].reduce(0, +) / all)
  }

  /// z = (U - n m/2 ∓ ½) / √(n m/12 · (N + 1 - Σ (t³ - t) / (N (N - 1)))), N = n + m (E. Lehmann,
  /// "Nonparametrics", 1975, equations 1.27 and 1.35).
  private static func normalTails(
    _ statistic: Double, _ n: Int, _ m: Int, _ ranks: Midranks
  ) -> (greater: Double, less: Double) {
    let pairs = Double(n) * Double(m)
    let all = Double(n + m)
    let variance = pairs / 12 * (all + 1 - ranks.tieCorrection / (all * (all - 1)))
    let normal = NormalDistribution()
    let excess = statistic - pairs / 2
    let deviation = variance.squareRoot()
    return (normal.survival((excess - 0.5) / deviation), normal.survival((-excess - 0.5) / deviation))
  }
}
