import Testing

@testable import Statistics

/// Against SciPy and scikit-posthocs (Goldens/make_comparisons.py), and the numbers that Demšar (2006)
/// prints.
@Suite struct RankingTests {
  private struct Goldens: Decodable {
    struct Case: Decodable {
      var name: String, scores: [[Double]], ranks: [Double], friedman: [Double]?, iman: [Double]?
      var nemenyi: [[Double]], critical: Double
    }
    var rankings: [Case]
  }

  private let cases: [Goldens.Case]

  init() throws {
    cases = try goldens("comparisons", as: Goldens.self).rankings
    try #require(cases.count >= 10)
  }

  @Test func ranksAndTests() throws {
    for golden in cases {
      let ranking = try Ranking(golden.scores)
      for (found, expected) in zip(ranking.averageRanks, golden.ranks) {
        expect(found, expected, relative: 1e-15, golden.name)
      }
      for (outcome, expected) in [(ranking.friedman, golden.friedman), (ranking.imanDavenport, golden.iman)] {
        guard let expected else { continue }
        expect(outcome.statistic, expected[0], relative: 1e-12, absolute: 1e-12, golden.name)
        expect(outcome.pValue, expected[1], relative: 1e-11, golden.name)
      }
      expect(try ranking.criticalDifference(), golden.critical, relative: 1e-9, golden.name)
      for (found, expected) in zip(ranking.nemenyiPValues.joined(), golden.nemenyi.joined()) {
        expect(found, expected, relative: 1e-8, absolute: 1e-11, golden.name)
      }
    }
  }

  @Test func degenerateRankings() throws {
    let tied = try Ranking([[1, 1, 1], [2, 2, 2]])
    #expect(tied.friedman == Ranking.Omnibus(statistic: 0, pValue: 1))
    #expect(tied.imanDavenport == Ranking.Omnibus(statistic: 0, pValue: 1))
    let alike = try Ranking([[0.1, 0.5, 0.3], [0.1, 0.5, 0.3], [0, 1, 0.5]])
    #expect(alike.imanDavenport == Ranking.Omnibus(statistic: .infinity, pValue: 0))
    #expect(try Ranking([[1, 2]]).imanDavenport == Ranking.Omnibus(statistic: 0, pValue: 1))
    #expect(try Ranking([[1, -.infinity, .infinity]]).averageRanks == [2, 3, 1])
    #expect(try Ranking([[1, 2, 2]], isHigherBetter: false).averageRanks == [1, 2.5, 2.5])
    #expect(throws: StatisticsError.noDataset) { try Ranking([]) }
    #expect(throws: StatisticsError.tooFewMethods(1)) { try Ranking([[1]]) }
    #expect(throws: StatisticsError.incompleteScores(dataset: 1, found: 1, expected: 2)) {
      try Ranking([[1, 2], [1]])
    }
    #expect(throws: StatisticsError.scoreNotANumber(dataset: 0, method: 1)) { try Ranking([[1, .nan]]) }
    #expect(throws: StatisticsError.level(0)) { try alike.criticalDifference(alpha: 0) }
    #expect("\(StatisticsError.tooFewMethods(1))" == "ranks need two methods or more, there is 1")
  }

  /// Section 3.2.3: average ranks 3.143, 2.000, 2.893 and 1.964, a critical difference of 1.25 at 0.05 and
  /// 1.12 at 0.10, where the first method differs from the second and the last.
  @Test func exampleOfDemšar() throws {
    let ranking = try Ranking(try #require(cases.first { $0.name == "demsar" }).scores)
    for (found, printed) in zip(ranking.averageRanks, [3.143, 2.000, 2.893, 1.964]) {
      expect(found, printed, relative: 0, absolute: 0.0005, "rank")
    }
    expect(try ranking.criticalDifference(), 1.25, relative: 0, absolute: 0.005, "0.05")
    expect(try ranking.criticalDifference(alpha: 0.1), 1.12, relative: 0, absolute: 0.005, "0.10")
    #expect(try ranking.indistinguishable() == [[3, 1, 2, 0]])
    #expect(try ranking.indistinguishable(alpha: 0.1) == [[3, 1, 2], [2, 0]])
  }

  @Test func groupsAreTheLongestRuns() throws {
    // Ten methods of which each beats the next on all 40 datasets: the critical difference is 2.14.
    let ranking = try Ranking(Array(repeating: (0..<10).map { -Double($0) }, count: 40))
    expect(try ranking.criticalDifference(), 2.142, relative: 1e-3, "critical difference")
    #expect(try ranking.indistinguishable() == (0..<8).map { [$0, $0 + 1, $0 + 2] })
    let two = try Ranking(Array(repeating: [1, 2], count: 100))
    #expect(try two.indistinguishable() == [])
  }
}
