import Experiment
import Planner
import Testing
import Trials

@testable import Reporter

/// The table on the terminal: which rows and columns it has, and how they are shown.
@Suite struct TerminalSummaryTests {
  /// The table of records that `make` gives for each trial of a plan.
  private func table(
    _ plan: TrialPlan, _ make: (Trial) -> TrialRecord
  ) throws -> [String] {
    var report = TrainingReport(plan)
    for trial in try plan.trials() { report.add(make(trial)) }
    return report.results().summary.split(separator: "\n").map(String.init)
  }

  private func completed(_ trial: Trial, _ values: [Double?], epochs: Int = 1, converged: Int? = nil)
    -> TrialRecord
  {
    TrialRecord(
      trial: trial, status: .completed, epochs: [EpochRecord(epoch: epochs, values: values)],
      epochCount: epochs,
      convergedEpoch: converged)
  }

  private static let rate = "[dense: {units: 2, weights: {normal: {standard_deviation: $rate}}}]"

  @Test func withoutATableAxesMeasurementsAndParametersAreShown() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {rate: [0.10, 2]}}", layers: Self.rate
    ).plan
    #expect(plan.experiment.measurements.map(\.name) == ["train_loss"])
    let lines = try table(plan) { completed($0, [$0.index == 0 ? 0.123456 : 12]) }
    #expect(
      lines == [
        "Rate  Training Loss  Parameters", "-------------------------------",
        "0.10         0.1235           6",
        "   2        12.0000           6",
      ])
  }

  @Test func columnsStandAsTheTableAsks() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {rate: [1]}}", report: "{table: [parameters, train_loss, rate, status]}",
      layers: Self.rate
    ).plan
    let lines = try table(plan) { completed($0, [0.5]) }
    #expect(lines[0] == "Parameters  Training Loss  Rate  Status")
    #expect(lines[2] == "         6         0.5000     1  completed")
  }

  @Test func whatIsWrongIsSaidOnceForEachArm() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {rate: [1, 2, 3]}, seeds: [1, 2, 3]}", report: "{table: [rate, train_loss]}",
      layers: Self.rate
    ).plan
    let statuses: [TrialStatus] = [
      .completed, .diverged(epoch: 1), .failed(reason: "no memory"), .diverged(epoch: 1), .diverged(epoch: 2),
      .diverged(epoch: 3), .completed, .completed, .completed,
    ]
    let lines = try table(plan) { trial in
      var record = completed(trial, [Double(trial.index)])
      record.status = statuses[trial.index]
      return record
    }
    #expect(
      lines.dropFirst(2) == [
        "   1  1         0.0000          1 diverged, 1 failed", "   2  0                         3 diverged",
        "   3  3         7.0000  1.0000  completed",
      ])
  }

  @Test func aSingleTrialsStatusIsAWord() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {rate: [1, 2]}}", report: "{table: [rate, train_loss]}", layers: Self.rate
    ).plan
    let lines = try table(plan) { trial in
      trial.index == 0 ? completed(trial, [1]) : TrialRecord(trial: trial, status: .failed(reason: "x"))
    }
    #expect(
      lines[0].hasSuffix("  Status") && lines[2].hasSuffix("  completed") && lines[3].hasSuffix("  failed"))
  }

  @Test func sharesArePercentAndCountsWholeNumbers() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {rate: [1, 2]}}",
      report: "{predictions: {split: train}, table: [rate, prediction_accuracy]}", layers: Self.rate
    ).plan
    let lines = try table(plan) { trial in
      var record = completed(trial, [1])
      record.captures.predictions[.train] = [0, 1, 1].map {
        Prediction(features: [0, 0], outputs: [0.25, 0.75], expected: .class(trial.index == 0 ? $0 : 1))
      }
      return record
    }
    #expect(lines[0] == "Rate  Prediction Accuracy")
    #expect(lines.dropFirst(2) == ["   1               66.67%", "   2              100.00%"])
  }

  @Test func numbersOfTrialsAreMeansOverThoseThatHaveThem() throws {
    let perceptron = "[dense: {units: 1, activation: step}]"
    let plan = try PlannedRecords(
      sweep: "{seeds: [1, 2, 3]}", report: "{table: [epochs, converged_epoch, parameters]}",
      training: ", stop: {errors: 0}", layers: perceptron, loss: "perceptron"
    ).plan
    let lines = try table(plan) { trial in
      completed(
        trial, plan.experiment.measurements.map { _ in 0 }, epochs: trial.index + 2,
        converged: trial.index == 2 ? nil : trial.index + 2)
    }
    #expect(lines[0] == "n  Epochs  ± sd  Converged Epoch  ± sd  n Converged  Parameters")
    #expect(lines[2] == "3    3.00  1.00             2.50  0.71            2           3")
  }

  @Test(arguments: [
    ("test_accuracy", "Test Accuracy"), ("axis.train_loss", "Axis Train Loss"), ("lr", "Lr"),
    ("größe", "Größe"),
    ("élan_vital", "élan Vital"), ("__a..b", "A B"), ("", ""), ("2x", "2x"),
  ])
  func namesBecomeTitles(_ name: String, _ title: String) {
    #expect(Title.of(name) == title)
  }
}
