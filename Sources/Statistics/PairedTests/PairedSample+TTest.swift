extension PairedSample {
  /// Student's paired t test: t = (mean - null) √n / sd of the differences, n - 1 degrees of freedom.
  ///
  /// Of one pair all p-values are 1. Differences that are all equal, but for the rounding of the data, have
  /// p = 1 where they are the null hypothesis's, otherwise t = ±∞ and p = 0, the limit for a vanishing sd.
  package func tTest(nullDifference: Double = 0) -> TestResult {
    guard let deviation = differences.standardDeviation,
      let centered = CenteredDifferences(self, nullDifference: nullDifference)
    else { return .undecided }
    let mean = centered.values.reduce(0, +) / Double(count)
    let distribution = StudentT(degrees: Double(count - 1))
    if centered.areEqual || deviation == 0 {
      if centered.isZero(mean) { return .undecided }
      return TestResult(statistic: mean < 0 ? -.infinity : .infinity, survival: distribution.survival)
    }
    let t = mean * Double(count).squareRoot() / deviation
    return TestResult(statistic: t, survival: distribution.survival)
  }
}
