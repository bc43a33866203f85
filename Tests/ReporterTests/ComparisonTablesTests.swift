import Comparisons
import Foundation
import Testing

@testable import Reporter

/// What comparisons leave in tables, and what is read back from them.
@Suite struct ComparisonTablesTests {
  private static let sweep = "{grid: {training.batch_size: [1, 2]}, seeds: 3}"
  private static let losses: [[Double]] = [[2, 1], [2, 1.1], [2, 1.2], [0.5, 2], [3, 2.2], [3, 2.4]]

  private func planned(_ compare: String, report: String = "{}") throws -> PlannedRecords {
    try PlannedRecords(sweep: Self.sweep, report: report, rest: "compare: \(compare)")
  }

  @Test func aPairIsARow() throws {
    let results = try planned("{name: size, metric: train_loss}").results(Self.losses)
    let lines = results.lines("comparisons.csv")
    #expect(lines.count == 2)
    #expect(
      lines[0]
        == "comparison,metric,training.batch_size,other.training.batch_size,pairs,left_out,mean,other_mean,difference,"
        + "difference_low,difference_high,p,p_corrected,p_equivalent,level,improvement,verdict,sentence")
    #expect(lines[1].hasPrefix("size,train_loss,1,2,3,0,1.0999999999999999,2.1999999999999997,"))
    #expect(
      lines[1].contains(",0.05,1.0,better,\"training.batch_size=1 is better than training.batch_size=2 in"))
    #expect(
      results.summary.contains("\ntraining.batch_size=1 is better than training.batch_size=2 in train_loss: ")
    )
  }

  @Test func withoutComparisonsThereIsNoTable() throws {
    let planned = try PlannedRecords(sweep: Self.sweep)
    #expect(try planned.results(Self.losses).lines("comparisons.csv").isEmpty)
  }

  @Test func ranksAreATableOfTheirOwn() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {training.batch_size: [1, 2], seed: [1, 2]}}",
      rest: "compare: {metric: train_loss, between: training.batch_size, ranks_over: seed}")
    let lines = try planned.results([[1], [1], [2], [2]]).lines("ranks.csv")
    #expect(lines[0].hasPrefix("comparison,metric,training.batch_size,seed,n,mean_rank,critical_difference,"))
    #expect(
      lines.dropFirst().map { $0.prefix(26) } == ["1,train_loss,1,,2,1.0,1.38", "1,train_loss,2,,2,2.0,1.38"])
  }

  @Test func theBestOverTheEpochsIsAColumn() throws {
    let results = try planned("{metric: best_train_loss}", report: "{best: train_loss}").results(Self.losses)
    #expect(results.lines("trials.csv")[0].hasSuffix(",train_loss,best_train_loss"))
    #expect(results.lines("trials.csv")[4].hasSuffix(",2.0,0.5"))
    #expect(
      results.lines("summary.csv")[0].hasSuffix(
        "best_train_loss_median,best_train_loss_min,best_train_loss_max"))
    #expect(results.lines("summary.csv")[2].hasSuffix(",2.2,0.5,2.4"))
    #expect(results.lines("comparisons.csv")[1].hasPrefix("1,best_train_loss,1,2,3,0,1.0999999999999999,1.7"))
  }

  @Test func bootstrapIntervalsStartFromTheirSeed() throws {
    func low(_ interval: String) throws -> String {
      let results = try PlannedRecords(sweep: Self.sweep, report: "{interval: \(interval)}").results(
        Self.losses)
      return String(results.lines("summary.csv")[1].split(separator: ",")[4])
    }
    #expect(try low("bootstrap") == low("{bootstrap: {seed: 0}}"))
    #expect(try low("bootstrap") != low("t"))
    // The least mean of a resample is that of the least value alone.
    #expect(try (Double(low("bootstrap")) ?? 0) >= 1)
  }

  @Test func whatIsReadBackIsWhatWasWritten() throws {
    let planned = try planned("{metric: train_loss}")
    let losses = Array(Self.losses.dropLast()) + [[]]
    let results = try planned.results(losses)
    let folder = NSTemporaryDirectory() + "trials-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let table = try #require(results.files.first { $0.name == "trials.csv" })
    try Data(table.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/trials.csv"))

    let reader = TrialTableReader(folder: folder)
    var outcomes = Outcomes(planned.plan)
    for record in try planned.records(losses) { outcomes.add(record, of: planned.plan.experiment) }
    #expect(try reader.outcomes(of: planned.plan).arms == outcomes.arms)
    #expect(outcomes.arms[1].map(\.isCompleted) == [true, true, false])
    #expect(try Set(reader.weights().values) == [String(repeating: "5a", count: 6), ""])
    #expect(try TrialTableReader(folder: folder + "x").weights().isEmpty)
    #expect(throws: TrialTableReader.Problem.self) {
      try TrialTableReader(folder: folder + "x").outcomes(of: planned.plan)
    }
  }
}
