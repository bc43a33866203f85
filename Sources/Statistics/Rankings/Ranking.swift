/// The ranks of methods on several datasets (J. Demšar, "Statistical comparisons of classifiers over multiple
/// data sets", JMLR 7, 2006).
package struct Ranking: Equatable, Sendable {
  /// The mean of each method's ranks, 1 for the best; equal scores share their mean rank.
  package let averageRanks: [Double]
  /// N.
  package let datasetCount: Int
  /// k, two at least.
  package var methodCount: Int { averageRanks.count }
  /// Σ (t³ - t) over the groups of t equal scores of each dataset.
  let tieCorrection: Double

  /// - Parameters:
  ///   - scores: A row of each dataset, with the scores of the methods.
  ///   - isHigherBetter: Whether the greatest score has rank 1.
  /// - Throws: ``StatisticsError/noDataset``, ``StatisticsError/tooFewMethods(_:)``,
  ///   ``StatisticsError/incompleteScores(dataset:found:expected:)``,
  ///   ``StatisticsError/scoreNotANumber(dataset:method:)``. Infinities have their place.
  package init(_ scores: [[Double]], isHigherBetter: Bool = true) throws(StatisticsError) {
    guard let first = scores.first else { throw .noDataset }
    guard first.count > 1 else { throw .tooFewMethods(first.count) }
    var doubledSums = [Int](repeating: 0, count: first.count)
    var tieCorrection = 0.0
    for (dataset, row) in scores.enumerated() {
      guard row.count == first.count else {
        throw .incompleteScores(dataset: dataset, found: row.count, expected: first.count)
      }
      if let method = row.firstIndex(where: \.isNaN) {
        throw .scoreNotANumber(dataset: dataset, method: method)
      }
      let ranks = Midranks(isHigherBetter ? row.map { -$0 } : row)
      for (method, doubled) in ranks.doubled.enumerated() { doubledSums[method] += doubled }
      tieCorrection += ranks.tieCorrection
    }
    averageRanks = doubledSums.map { Double($0) / (2 * Double(scores.count)) }
    datasetCount = scores.count
    self.tieCorrection = tieCorrection
  }
}
