import Statistics
import Testing

@testable import Comparisons

/// Looks at growing numbers of replicates.
@Suite struct SequentialTests {
  private static let compare = "{metric: train_loss, sequential: {every: 4, at_most: 12}}"

  private func planned() throws -> PlannedComparison {
    try PlannedComparison(sweep: "{grid: {training.epochs: [1, 2, 3]}}", compare: Self.compare)
  }

  /// Numbers around a level that differ from replicate to replicate.
  private func arm(_ level: Double, _ count: Int, wobble: Double = 0.01) -> [Double] {
    (0..<count).map { level + wobble * Double(($0 * 37) % 11 - 5) }
  }

  @Test func everyArmHasAsManyReplicatesAsAllowed() throws {
    let planned = try planned()
    #expect(planned.plan.count == 36)
    #expect(try planned.comparisons.sequential?.firstLook == 4)
  }

  @Test func onlyArmsOfUndecidedPairsGetMore() throws {
    let near = arm(1, 4).map { $0 + 0.0001 }
    let comparison = try #require(try planned().comparison([arm(1, 4), near.reversed(), arm(9, 4)]))
    #expect(comparison.results.map(\.verdict) == [.undecided, .better, .better])
    #expect(comparison.wanted?.arms == [0, 1])
    #expect(comparison.wanted?.replicates == 8)
  }

  @Test func aPairKeepsTheVerdictOfTheLookThatDecidedIt() throws {
    // After the first look the third arm would not be worse any more.
    let turned = arm(9, 4) + arm(-50, 8)
    let comparison = try #require(
      try planned().comparison([arm(1, 12), Array(arm(1.0001, 12).reversed()), turned]))
    #expect(comparison.results.map(\.verdict) == [.undecided, .better, .better])
    #expect(comparison.results[1].pairCount == 4)
    #expect(comparison.results[0].pairCount == 12)
    #expect(comparison.wanted == nil)
  }

  @Test func theLooksShareTheLevel() throws {
    let spending = try AlphaSpending(alpha: 0.05, every: 4, atMost: 12)
    let comparison = try #require(
      try planned().comparison([arm(1, 12), Array(arm(1.0001, 12).reversed()), arm(9, 4)]))
    #expect(comparison.results[1].level == spending.level(after: 4))
    #expect(comparison.results[0].level == spending.level(after: 12))
  }

  @Test func aSentenceTellsTheLevelOfItsLook() throws {
    let planned = try planned()
    let comparison = try #require(
      try planned.comparison([arm(1, 12), Array(arm(1.0001, 12).reversed()), arm(9, 4)]))
    #expect(comparison.sentence(of: 0, planned.plan).contains("(t test, Holm over 3 pairs; level 0.0"))
  }

  @Test func withoutADifferenceAllReplicatesAreRun() throws {
    let same = arm(1, 12)
    let comparison = try #require(try planned().comparison([same, same, same]))
    #expect(comparison.wanted == nil)
    #expect(comparison.results.allSatisfy { $0.verdict == .undecided && $0.pairCount == 12 })
  }
}
