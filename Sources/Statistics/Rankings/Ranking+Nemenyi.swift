/// Nemenyi's test of all pairs of methods (P. Nemenyi, 1963; Demšar 2006, section 3.2.2).
extension Ranking {
  /// What two average ranks must differ by to be significant at alpha: q √(k (k + 1) / (6 N)), where q is the
  /// quantile of the studentized range at 1 - alpha over √2.
  ///
  /// - Throws: ``StatisticsError/level(_:)``.
  package func criticalDifference(alpha: Double = 0.05) throws(StatisticsError) -> Double {
    guard alpha > 0, alpha < 1 else { throw .level(alpha) }
    return StudentizedRange(groups: methodCount).quantile(1 - alpha) / (2.0).squareRoot() * standardError
  }

  /// p of each pair of methods, the diagonal 1: symmetric, in the order of the methods.
  package var nemenyiPValues: [[Double]] {
    let range = StudentizedRange(groups: methodCount)
    return averageRanks.map { first in
      averageRanks.map { second in range.survival(abs(first - second) / standardError * (2.0).squareRoot()) }
    }
  }

  /// The groups of methods that do not differ at alpha, which a diagram joins by bars: all longest runs of
  /// two or more methods, in ascending order of rank, whose ends are less than the critical difference apart.
  /// Of methods with equal ranks the earlier one comes first.
  ///
  /// - Throws: ``StatisticsError/level(_:)``.
  package func indistinguishable(alpha: Double = 0.05) throws(StatisticsError) -> [[Int]] {
    let difference = try criticalDifference(alpha: alpha)
    let order = averageRanks.indices.sorted { (averageRanks[$0], $0) < (averageRanks[$1], $1) }
    var groups: [[Int]] = []
    var reached = 0
    for start in order.indices {
      var end = start
      while end < order.count, averageRanks[order[end]] - averageRanks[order[start]] < difference { end += 1 }
      if end - start > 1, end > reached { groups.append(Array(order[start..<end])) }
      reached = max(reached, end)
    }
    return groups
  }

  /// √(k (k + 1) / (6 N)).
  private var standardError: Double { (k * (k + 1) / (6 * n)).squareRoot() }
}
