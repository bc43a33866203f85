import Testing

@testable import Reporter

/// Axes whose values count as replicates in the tables of arms.
@Suite struct PooledArmsTests {
  @Test func theTrialsOfAPooledAxisAreReplicates() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {training.batch_size: [1, 2], seed: [1, 2]}}", report: "{over: seed}")
    let results = try planned.results([[1], [3], [2], []])
    #expect(
      results.lines("summary.csv").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).prefix(4)
      } == [
        ["training.batch_size", "n", "train_loss_mean", "train_loss_sd"],
        ["1", "2", "2.0", "1.4142135623730951"],
        ["2", "1", "2.0", ""],
      ])
    #expect(results.summary.contains("\n                  1  2         2.0000  1.4142 "))
    #expect(results.lines("trials.csv").count == 5)
  }

  @Test func armsThatComeApartArePooledToo() throws {
    // The pooled axis turns slowest.
    let planned = try PlannedRecords(
      sweep: "{grid: {training.batch_size: [1, 2], training.shuffle: [true, false]}}",
      report: "{over: [training.batch_size]}")
    let lines = try planned.results([[1], [2], [3], [4]]).lines("summary.csv")
    #expect(lines.dropFirst().map { $0.prefix(11) } == ["true,2,2.0,", "false,2,3.0"])
  }
}
