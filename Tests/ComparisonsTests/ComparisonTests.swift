import Experiment
import Statistics
import Testing

@testable import Comparisons

/// What is found of pairs; the statistics themselves are held against SciPy in `StatisticsTests`.
@Suite struct ComparisonTests {
  private static let sweep = "{grid: {training.epochs: [1, 2, 3]}, seeds: 6}"
  private static let low = [0.1, 0.2, 0.15, 0.12, 0.18, 0.11]

  private func shifted(_ by: Double) -> [Double] {
    Self.low.enumerated().map { $1 + by + 0.001 * Double($0) }
  }

  @Test func lowerLossesAreBetterUnlessTheFileSaysOtherwise() throws {
    let numbers = [Self.low, shifted(1), shifted(2)]
    let planned = try PlannedComparison(
      sweep: Self.sweep, compare: "{metric: train_loss, baseline: {training.epochs: 2}}")
    let comparison = try #require(try planned.comparison(numbers))
    #expect(comparison.results.map(\.verdict) == [.better, .worse])
    #expect(comparison.results[0].finding?.improvement == 1)
    let reversed = try PlannedComparison(
      sweep: Self.sweep, compare: "{metric: train_loss, baseline: {training.epochs: 2}, better: higher}")
    #expect(try reversed.comparison(numbers)?.results.map(\.verdict) == [.worse, .better])
  }

  /// The numbers are SciPy's: ttest_rel gives p = 0.0122 for the pair (scipy 1.16).
  @Test func replicatesArePairs() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2]}, seeds: 5}", compare: "{metric: train_loss}")
    let comparison = try #require(
      try planned.comparison([[1, 2, 3, 4, 5], [1.5, 2.2, 3.9, 4.4, 5.5]]))
    let result = comparison.results[0]
    let finding = try #require(result.finding)
    #expect(result.pairCount == 5 && result.leftOut == 0)
    #expect(abs(finding.difference + 0.5) < 1e-12)
    // Differences -0.5, -0.2, -0.9, -0.4, -0.5: sd = 0.25495, t = -0.5 √5 / sd.
    #expect(abs(finding.test.statistic + 4.385290096535146) < 1e-9)
    #expect(abs(finding.test.twoSided - 0.01183) < 1e-4)
  }

  @Test func aReplicateThatOneArmLacksIsLeftOut() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2]}, seeds: 5}", compare: "{metric: train_loss}")
    let comparison = try #require(try planned.comparison([[1, nil, 3, 4, 5], [2, 3, 4, 5, nil]]))
    #expect(comparison.results[0].pairCount == 3 && comparison.results[0].leftOut == 2)
  }

  @Test func fewerThanTwoPairsDecideNothing() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2]}, seeds: 2}", compare: "{metric: train_loss}")
    let comparison = try #require(try planned.comparison([[1, nil], [2, 3]]))
    #expect(comparison.results[0].finding == nil && comparison.results[0].verdict == .undecided)
    #expect(
      comparison.sentence(of: 0, planned.plan)
        == "training.epochs=1 and training.epochs=2 cannot be compared in train_loss: 1 pair of replicates")
  }

  @Test func holmCorrectsOverAllPairs() throws {
    let compare = "{metric: train_loss, test: t, correction: "
    let numbers = [Self.low, shifted(0.002), shifted(0.004)]
    let holm = try PlannedComparison(sweep: Self.sweep, compare: compare + "holm}").comparison(numbers)
    let none = try PlannedComparison(sweep: Self.sweep, compare: compare + "none}").comparison(numbers)
    let raw = try #require(none).results.map(\.correctedP)
    let corrected = try #require(holm).results.map(\.correctedP)
    #expect(corrected == Correction.holm.adjusted(raw))
    #expect(corrected != raw)
  }

  @Test func aSmallDifferenceIsEquivalentWithinAMargin() throws {
    let planned = try PlannedComparison(
      sweep: Self.sweep,
      compare: "{metric: train_loss, baseline: {training.epochs: 1}, equivalent_within: 0.5}")
    let comparison = try #require(try planned.comparison([Self.low, shifted(0.01), shifted(2)]))
    #expect(comparison.results.map(\.verdict) == [.equivalent, .worse])
  }

  @Test func permutationsStartFromTheirSeed() throws {
    func p(_ seed: Int) throws -> Double? {
      let planned = try PlannedComparison(
        sweep: "{grid: {training.epochs: [1, 2]}, seeds: 25}",
        compare: "{metric: train_loss, test: {permutation: {draws: 99, seed: \(seed)}}}")
      let first = (0..<25).map { Double($0 * 7 % 25) }
      let second = (0..<25).map { Double($0 * 11 % 25) + 2 }
      return try planned.comparison([first, second])?.results[0].finding?.test.twoSided
    }
    #expect(try p(1) == p(1))
    #expect(try Set([1, 2, 3, 4].map { try p($0) }).count > 1)
  }

  @Test func aSentenceHasTheNumbers() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2], training.batch_size: [1, 2]}, seeds: 3}",
      compare: "{metric: train_loss, between: training.epochs, correction: bonferroni}")
    let comparison = try #require(
      try planned.comparison([[1, 2, 3], [1, 2, 3], [2, 3.5, 4], [1, 2, 3.5]]))
    #expect(
      comparison.sentence(of: 0, planned.plan)
        == "training.epochs=1 is better than training.epochs=2 in train_loss where training.batch_size=1: 2 "
        + "against 3.167, a difference of -1.167 (95 % interval -1.884 to -0.4496), p = 0.03961 (t test, "
        + "Bonferroni over 2 pairs), 3 pairs")
  }

  @Test func ranksAreMeansOverTheValuesOfAnAxis() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2, 3], training.batch_size: [1, 2]}}",
      compare: "{metric: train_loss, between: training.epochs, ranks_over: training.batch_size}")
    let comparison = try #require(
      try planned.comparison([[1], [2], [2], [1], [nil], [nil]]))
    let table = try #require(comparison.rankTables.first)
    #expect(table.ranking.averageRanks == [1.5, 1.5, 3] && table.ranking.datasetCount == 2)
    #expect(table.leftOut.isEmpty)
  }
}
