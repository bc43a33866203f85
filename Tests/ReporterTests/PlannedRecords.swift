import Comparisons
import Experiment
import Foundation
import Planner
import TestSupport
import Trials

@testable import Reporter

/// An experiment on a few points in two classes, and records that nobody trained.
struct PlannedRecords {
  let plan: TrialPlan

  init(
    sweep: String, report: String = "{}", training: String = "", epochs: String = "2",
    layers: String = "[dense: {units: 2}]", loss: String = "cross_entropy", rest: String = "",
    shape: [Int] = [2]
  ) throws {
    let text = """
      name: example
      seed: 42
      dataset:
        name: d
        shape: \(shape)
        classes: [a, b]
        format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}
      model: {layers: \(layers)}
      training: {loss: \(loss), optimizer: adam, epochs: \(epochs)\(training)}
      sweep: \(sweep)
      report: \(report)
      \(rest)
      """
    plan = try trialPlan(text)
  }

  /// The records of trials that lost `losses`, epoch by epoch; a trial of no losses diverged.
  func records(_ losses: [[Double]]) throws -> [TrialRecord] {
    zip(try plan.trials(), losses).map { trial, losses in
      let epochs = losses.enumerated().map { EpochRecord(epoch: $0 + 1, values: [$1]) }
      return TrialRecord(
        trial: trial, status: losses.isEmpty ? .diverged(epoch: 1) : .completed, epochs: epochs,
        epochCount: epochs.count, weights: losses.isEmpty ? nil : String(repeating: "5a", count: 32))
    }
  }

  /// The files of trials that lost `losses`, epoch by epoch; a trial of no losses diverged.
  func results(_ losses: [[Double]]) throws -> ResultFiles {
    var report = TrainingReport(plan, try ComparisonPlan(plan))
    for record in try records(losses) { report.add(record) }
    return report.results()
  }
}

extension ResultFiles {
  /// The lines of a file.
  func lines(_ name: String) -> [String] {
    (files.first { $0.name == name }?.text ?? "").split(separator: "\n").map(String.init)
  }
}
