extension Ranking {
  /// The outcome of a test that all methods are equal.
  package struct Omnibus: Equatable, Sendable {
    package let statistic: Double, pValue: Double
  }

  /// Friedman's test (M. Friedman, JASA 32, 1937) with the tie correction, as SciPy's `friedmanchisquare`: χ²
  /// = 12 N / (k (k + 1)) Σ (Rⱼ - (k + 1)/2)² / (1 - Σ (t³ - t) / (N k (k² - 1))), k - 1 degrees of freedom.
  /// Where all scores of each dataset are equal, the statistic is 0 and p = 1.
  package var friedman: Omnibus {
    let statistic = friedmanStatistic
    return Omnibus(statistic: statistic, pValue: ChiSquared(degrees: k - 1).survival(statistic))
  }

  /// The less conservative F = (N - 1) χ² / (N (k - 1) - χ²) with k - 1 and (k - 1)(N - 1) degrees of freedom
  /// (R. Iman and J. Davenport, "Approximations of the critical region of the Friedman statistic", 1980). Of
  /// one dataset the statistic is 0 and p = 1; where all datasets rank alike, ∞ and 0.
  package var imanDavenport: Omnibus {
    guard datasetCount > 1 else { return Omnibus(statistic: 0, pValue: 1) }
    let chiSquared = friedmanStatistic
    let rest = n * (k - 1) - chiSquared
    // Zero but for rounding: the statistic's smallest step is far greater.
    guard rest > 1e-10 * n * (k - 1) else { return Omnibus(statistic: .infinity, pValue: 0) }
    let statistic = (n - 1) * chiSquared / rest
    let distribution = FDistribution(numerator: k - 1, denominator: (k - 1) * (n - 1))
    return Omnibus(statistic: statistic, pValue: distribution.survival(statistic))
  }

  private var friedmanStatistic: Double {
    let all = n * k * (k * k - 1)
    guard tieCorrection < all else { return 0 }
    let squares = averageRanks.reduce(0) { $0 + ($1 - (k + 1) / 2) * ($1 - (k + 1) / 2) }
    return 12 * n / (k * (k + 1)) * squares / (1 - tieCorrection / all)
  }

  var n: Double { Double(datasetCount) }
  var k: Double { Double(methodCount) }
}
