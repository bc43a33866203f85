import ArgumentParser
import Reporter

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the trials that would run: axes, derived values, seed, parameters and digest.")

  @OptionGroup var files: ExperimentFiles

  func run() throws {
    try CommandFailure.reported {
      for case .training(let experiment, let plan) in try files.load().map(PreparedExperiment.init) {
        print("\(experiment.name): \(plan.count) \(plan.count == 1 ? "trial" : "trials")\n")
        PlanTable(plan).write { print($0, terminator: "") }
      }
    }
  }
}
