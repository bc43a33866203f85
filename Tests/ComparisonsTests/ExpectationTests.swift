import Declarations
import Testing

@testable import Comparisons

/// Claims about results, met and not.
@Suite struct ExpectationTests {
  private static let grid = "{grid: {training.epochs: [1, 2, 3]}, seeds: 3}"
  private static let rising = [[1.0, 1.1, 1.2], [2.0, 2.1, 2.2], [3.0, 3.1, 3.3]]

  private func unmet(_ expect: String, _ numbers: [[Double?]], compare: String = "") throws -> [[String]] {
    try PlannedComparison(sweep: Self.grid, compare: compare, expect: expect).unmet(numbers)
  }

  @Test(arguments: [
    "{metric: train_loss, mean: {at_least: 1, at_most: 3.2}}",
    "{metric: train_loss, where: {training.epochs: 1}, median: {at_most: 1.1}, min: {at_least: 1}}",
    "{metric: train_loss, where: {training.epochs: 1}, max: {at_most: 1.2}, sd: {at_most: 0.11}}",
    "{metric: train_loss, along: training.epochs, order: increasing}",
    "{metric: train_loss, along: training.epochs, best: 1}",
    "{weights: unchanged}",
  ])
  func whatHoldsIsMet(_ expect: String) throws {
    #expect(try unmet(expect, Self.rising).isEmpty)
  }

  @Test func boundsSayTheNumberAndTheArm() throws {
    #expect(
      try unmet("{metric: train_loss, mean: {at_most: 2.5}}", Self.rising)
        == [["the mean of train_loss of training.epochs=3 is 3.133 (n = 3), expected at most 2.5"]])
    #expect(
      try unmet("{metric: train_loss, min: {at_least: 1.05, at_most: 2.5}}", Self.rising)
        == [
          [
            "the min of train_loss of training.epochs=1 is 1 (n = 3), expected at least 1.05 and at most 2.5",
            "the min of train_loss of training.epochs=3 is 3 (n = 3), expected at least 1.05 and at most 2.5",
          ]
        ])
  }

  @Test func aTrialThatDivergedMeetsNoBounds() throws {
    #expect(
      try unmet(
        "{metric: train_loss, where: {training.epochs: 2}, mean: {at_least: 0}}", [[1], [2, nil, 2], [3]])
        == [["1 of 3 trials of training.epochs=2 did not come to their end"]])
  }

  @Test func anOrderSaysWhereItBreaks() throws {
    #expect(
      try unmet(
        "{metric: train_loss, along: training.epochs, order: increasing}", [[1, 1], [3, 3], [2, 2]])
        == [["train_loss is not increasing: 3 at training.epochs=2, 2 at training.epochs=3"]])
    #expect(
      try unmet("{metric: train_loss, along: training.epochs, order: decreasing}", [[3], [2], [2]])
        == [["train_loss is not decreasing: 2 at training.epochs=2, 2 at training.epochs=3"]])
  }

  @Test func anOrderGoesAlongAZip() throws {
    let sweep = "{zip: {training.epochs: [1, 2, 3], training.batch_size: [1, 1, 2]}}"
    let expect = "{metric: train_loss, along: training.epochs, order: increasing}"
    let planned = try PlannedComparison(sweep: sweep, expect: expect)
    #expect(try planned.unmet([[1], [2], [3]]).isEmpty)
    #expect(try planned.unmet([[1], [3], [2]]).count == 1)
  }

  @Test func anInteriorOptimumIsAtNeitherEnd() throws {
    let expect = "{metric: train_loss, along: training.epochs, best: interior}"
    #expect(try unmet(expect, [[2], [1], [2]]).isEmpty)
    #expect(
      try unmet(expect, [[2], [1.5], [1]])
        == [
          [
            "train_loss is best at training.epochs=3, with 1: the greatest of 3 values of training.epochs, expected "
              + "in between"
          ]
        ])
    // An arm that diverged is nobody's best, and ends the line nowhere.
    #expect(try unmet(expect, [[2], [1], [nil]]).isEmpty)
  }

  @Test func theBestPlaceIsAValue() throws {
    #expect(
      try unmet("{metric: train_loss, along: training.epochs, best: 2}", [[1], [2], [3]])
        == [["train_loss is best at training.epochs=1, with 1, expected at training.epochs=2"]])
  }

  @Test func verdictsAreThoseOfComparisons() throws {
    let compare = "{metric: train_loss, between: training.epochs, correction: none}"
    let better = "{better: {training.epochs: 1}, than: {training.epochs: 3}}"
    #expect(try unmet(better, Self.rising, compare: compare).isEmpty)
    let worse = "{better: {training.epochs: 3}, than: {training.epochs: 1}}"
    let found = try unmet(worse, Self.rising, compare: compare)
    #expect(found.count == 1)
    #expect(
      found[0][0].hasPrefix(
        "expected better, but training.epochs=1 is better than training.epochs=3 in train_loss: 1.1 against"))
  }

  @Test func aVerdictWithAReplicateMissingIsNone() throws {
    let compare = "{metric: train_loss, between: training.epochs, correction: none}"
    let found = try unmet(
      "{better: {training.epochs: 1}, than: {training.epochs: 3}}",
      [[1, 1.1, 1.2], [2, 2.1, 2.2], [3, nil, 3.3]], compare: compare)
    #expect(found.first?.first?.hasPrefix("expected better, but 1 replicate did not come to an end") ?? false)
  }

  @Test func aVerdictIsOfArmsThatDifferInNothingElse() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: [1, 2], training.batch_size: [1, 2]}, seeds: 3}",
      compare: "{metric: train_loss, correction: none}",
      expect: "{better: {training.epochs: 1}, than: {training.epochs: 2}}")
    guard case .pairs(let pairs) = try planned.comparisons.expectations[0].subject else {
      Issue.record("no pairs")
      return
    }
    #expect(pairs.count == 2)
  }

  @Test(arguments: [
    (
      "{better: {training.epochs: 1}, than: {training.epochs: 3}}",
      "no comparison tells whether these arms are better"
    ),
    (
      "{metric: train_loss, where: {training.epochs: 3}, along: training.epochs, order: increasing}",
      "no arm has these values, so this claims nothing"
    ),
  ])
  func whatIsNotComparedIsRefused(_ expect: String, _ message: String) throws {
    let planned = try PlannedComparison(
      sweep: Self.grid,
      compare: "{metric: train_loss, baseline: {training.epochs: 2}}", expect: expect)
    let error = #expect(throws: InvalidFiles.self) { try planned.comparisons }
    #expect(error?.diagnostics.map(\.message) == [message])
  }

  @Test func changedWeightsAreCounted() throws {
    var changes = WeightChanges(since: ["a": "1", "b": "2", "c": "3"])
    changes.add(trial: "a", weights: "1")
    changes.add(trial: "b", weights: "9")
    changes.add(trial: "d", weights: "4")
    let planned = try PlannedComparison(sweep: Self.grid, expect: "{weights: unchanged}")
    #expect(
      try planned.unmet([], weights: changes)
        == [
          [
            "1 of 2 trials end with other weights than in the earlier results: first trial b, 2 before and 9 now"
          ]
        ])
    #expect(WeightChanges(since: [:]).isEmpty)
  }
}
