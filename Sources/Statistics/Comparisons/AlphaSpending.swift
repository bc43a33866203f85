/// Looks at growing data, with levels of significance that sum up to alpha.
///
/// By the spending function α(t) = 2 (1 - Φ(z / √t)), Φ(z) = 1 - α/2, for the part t of the replicates,
/// little is spent early, as with O'Brien and Fleming's boundaries (K. Lan and D. DeMets, "Discrete
/// sequential boundaries for clinical trials", Biometrika 70, 1983, α₁*). Look k tests at α(tₖ) - α(tₖ₋₁). By
/// the union bound the probability that any look rejects a true hypothesis is at most alpha, for any test
/// that keeps its level; what the looks have in common is not made use of.
package struct AlphaSpending: Equatable, Sendable {
  /// What may be spent in all.
  package let alpha: Double
  /// After how many replicates each there is a look.
  package let every: Int
  /// The number of replicates of the last look, whether or not it is a multiple.
  package let atMost: Int

  /// - Throws: ``StatisticsError/level(_:)``, ``StatisticsError/every(_:)``,
  ///   ``StatisticsError/atMost(_:every:)``.
  package init(alpha: Double = 0.05, every: Int, atMost: Int) throws(StatisticsError) {
    guard alpha > 0, alpha < 1 else { throw .level(alpha) }
    guard every > 0 else { throw .every(every) }
    guard atMost >= every else { throw .atMost(atMost, every: every) }
    self.alpha = alpha
    self.every = every
    self.atMost = atMost
  }

  /// After how many replicates there is a look, in ascending order.
  package var looks: [Int] {
    Array(stride(from: every, to: atMost, by: every)) + [atMost]
  }

  /// The level of significance after so many replicates; `nil` where there is no look.
  package func level(after count: Int) -> Double? {
    guard count > 0, count == atMost || count < atMost && count.isMultiple(of: every) else { return nil }
    let previous = (count - 1) / every * every
    return max(0, spent(after: count) - spent(after: previous))
  }

  /// α(t).
  private func spent(after count: Int) -> Double {
    guard count < atMost else { return alpha }
    guard count > 0 else { return 0 }
    let normal = NormalDistribution()
    let t = Double(count) / Double(atMost)
    return 2 * normal.survival(-normal.quantile(alpha / 2) / t.squareRoot())
  }
}
