import ArgumentParser
import ExperimentSpec
import NeuralNetwork
import Planner
import Reporter
import TrialStore

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the trials that would run: axes, derived values, seed, parameters and digest.")

  @OptionGroup var files: ExperimentFiles

  func run() throws {
    try CommandFailure.reported {
      for experiment in try files.load() {
        let plan = try TrialPlan(experiment, numericsVersion: numericsVersion)
        var table = Table(
          columns: [Table.Column("#")] + plan.labelNames.map { Table.Column($0) } + [
            Table.Column("seed"), Table.Column("parameters", format: .grouped), Table.Column("trial"),
          ])
        for trial in try plan.trials() {
          table.append(
            [.integer(trial.index + 1)] + trial.labels.map { Table.Cell(scalar: $0.value) } + [
              .integer(trial.spec.seed), .integer(trial.shapes.parameterCount), .text(trial.id.short),
            ])
        }
        let count = "\(plan.count) \(plan.count == 1 ? "trial" : "trials")"
        print("\(experiment.name): \(count)\n\n\(table.text)", terminator: "")
      }
    }
  }
}
