extension Sample {
  /// Welch's t test of the difference of two means, whose variances may differ: t = (x̄ - ȳ) / √(a + b) with
  /// a = sₓ²/n and b = sᵧ²/m, and (a + b)² / (a²/(n - 1) + b²/(m - 1)) degrees of freedom (B. Welch, "The
  /// generalization of Student's problem when several different population variances are involved", 1947).
  ///
  /// Where a sample has one value, all p-values are 1. Where both are constant but for the rounding of the
  /// data, p = 1 for equal means, otherwise t = ±∞ and p = 0, the limit for vanishing variances.
  package func welchTest(against other: Sample) -> TestResult {
    guard let ours = standardDeviation, let theirs = other.standardDeviation else { return .undecided }
    // Of deviations from one of the means, so that large means cost no digits.
    let excess = [self, other].map { $0.values.reduce(0) { $0 + ($1 - mean) } / Double($0.count) }
    let difference = excess[0] - excess[1]
    let a = ours * ours / Double(count)
    let b = theirs * theirs / Double(other.count)
    let rounding = 0x1p-51 * Swift.max(abs(min), abs(max), abs(other.min), abs(other.max))
    if max - min <= rounding && other.max - other.min <= rounding || a + b == 0 {
      if abs(difference) <= rounding { return .undecided }
      let distribution = StudentT(degrees: 1)
      return TestResult(statistic: difference < 0 ? -.infinity : .infinity, survival: distribution.survival)
    }
    // The degrees from the parts of the sum, which cannot vanish.
    let part = a / (a + b)
    let rest = b / (a + b)
    let degrees = 1 / (part * part / Double(count - 1) + rest * rest / Double(other.count - 1))
    let distribution = StudentT(degrees: degrees)
    return TestResult(statistic: difference / (a + b).squareRoot(), survival: distribution.survival)
  }
}
