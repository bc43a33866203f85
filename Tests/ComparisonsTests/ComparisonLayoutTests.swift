import Declarations
import Experiment
import Testing

@testable import Comparisons

/// Which arms are compared with which.
@Suite struct ComparisonLayoutTests {
  /// The pairs of the first comparison, as "sgd 0.1 | adam 0.1".
  private func pairs(_ sweep: String, _ compare: String) throws -> [String] {
    let layout = try #require(
      try PlannedComparison(sweep: sweep, compare: compare).comparisons.comparisons.first)
    func text(_ contender: Int) -> String {
      layout.contenders[contender].axes.map { $0?.text ?? "-" }.joined(separator: " ")
    }
    return layout.pairs.map { "\(text($0.first)) | \(text($0.second))" }
  }

  private static let grid =
    "{grid: {training.epochs: [1, 2], training.batch_size: [1, 2]}, seeds: 2}"

  @Test func withoutABaselineEveryTwoArmsAreCompared() throws {
    let sweep = "{grid: {training.epochs: [1, 2, 3]}, seeds: 2}"
    #expect(try pairs(sweep, "{metric: train_loss}") == ["1 | 2", "1 | 3", "2 | 3"])
  }

  @Test func aBaselineIsComparedWithWhatHasTheSameOtherValues() throws {
    #expect(
      try pairs(Self.grid, "{metric: train_loss, baseline: {training.epochs: 2}}")
        == ["1 1 | 2 1", "1 2 | 2 2"])
  }

  @Test func aBaselineOfSeveralAxesIsOneArm() throws {
    #expect(
      try pairs(
        Self.grid, "{metric: train_loss, baseline: {training.epochs: 2, training.batch_size: 1}}")
        == ["1 1 | 2 1", "1 2 | 2 1", "2 2 | 2 1"])
  }

  @Test func betweenAnAxisTheOthersAreEqual() throws {
    #expect(
      try pairs(Self.grid, "{metric: train_loss, between: training.batch_size}") == [
        "1 1 | 1 2", "2 1 | 2 2",
      ])
    #expect(
      try pairs(Self.grid, "{metric: train_loss, between: [training.batch_size, training.epochs]}").count == 6
    )
  }

  @Test func axesOfAZipAreComparedTogether() throws {
    let sweep = "{zip: {training.epochs: [1, 2, 3], training.batch_size: [1, 1, 2]}, seeds: 2}"
    #expect(
      try pairs(sweep, "{metric: train_loss, baseline: {training.epochs: 1}}") == ["2 1 | 1 1", "3 2 | 1 1"])
  }

  @Test func whereKeepsArmsOut() throws {
    #expect(
      try pairs(Self.grid, "{metric: train_loss, where: {training.epochs: 1}}") == ["1 1 | 1 2"])
  }

  @Test func ofTunedAxesTheBestArmIsOneContender() throws {
    let planned = try PlannedComparison(
      sweep: Self.grid,
      compare:
        "{metric: train_loss, between: training.epochs, tuned: {axes: training.batch_size, by: train_loss}}")
    let layout = try #require(try planned.comparisons.comparisons.first)
    #expect(layout.contenders.map(\.arms) == [[0, 1], [2, 3]])
    #expect(layout.pairs == [.init(first: 0, second: 1)])
    // Lower losses are better: arm 1 of the first two, and 2 of the others.
    let comparison = try #require(try planned.comparison([[3, 3], [1, 1], [2, 2], [5, 1.5]]))
    #expect(comparison.results[0].firstArm == 1 && comparison.results[0].secondArm == 2)
  }

  @Test func aTunedArmThatLostTrialsIsChosenLast() throws {
    let planned = try PlannedComparison(
      sweep: Self.grid,
      compare:
        "{metric: train_loss, between: training.epochs, tuned: {axes: training.batch_size, by: train_loss}}")
    let comparison = try #require(try planned.comparison([[3, 3], [1, nil], [nil, nil], [5, 5]]))
    #expect(comparison.results[0].firstArm == 0 && comparison.results[0].secondArm == 3)
  }

  @Test func conditionalAxesAreComparedByWhatApplies() throws {
    let sweep = """
      {cases: {kind: {a: {training.epochs: 1, grid: {training.batch_size: [1, 2]}}, b: {training.epochs: 2}}}, seeds: 2}
      """
    let pairs = try pairs(
      sweep, "{metric: train_loss, between: kind, tuned: {axes: training.batch_size, by: train_loss}}")
    #expect(pairs == ["a - | b -"])
  }

  @Test(arguments: [
    ("{metric: train_loss, where: {training.epochs: 1, training.batch_size: 1}}", "this compares nothing"),
    (
      "{metric: train_loss, baseline: {training.epochs: 1}, where: {training.epochs: 2}}",
      "this compares nothing"
    ),
  ])
  func whatComparesNothingIsRefused(_ compare: String, _ message: String) throws {
    let planned = try PlannedComparison(sweep: Self.grid, compare: compare)
    let error = #expect(throws: InvalidFiles.self) { try planned.comparisons }
    #expect(error?.diagnostics.first?.message.hasPrefix(message) ?? false)
  }

  @Test func tooManyPairsAreRefused() throws {
    let planned = try PlannedComparison(
      sweep: "{grid: {training.epochs: {range: {from: 1, to: 500}}}, seeds: 2}",
      compare: "{metric: train_loss}")
    let error = #expect(throws: InvalidFiles.self) { try planned.comparisons }
    #expect(error?.diagnostics.first?.message == "this compares more than 100000 pairs of arms")
  }
}
