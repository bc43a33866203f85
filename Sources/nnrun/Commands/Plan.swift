import ArgumentParser
import Reporter

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the trials that would run: axes, derived values, seed, parameters and digest.")

  @OptionGroup var files: ExperimentFiles

  func run() throws {
    try CommandFailure.reported {
      for prepared in try files.load().map(PreparedExperiment.init) {
        switch prepared {
        case .training(let experiment, let plan):
          print("\(experiment.name): \(plan.count) \(plan.count == 1 ? "trial" : "trials")\n")
          PlanTable(plan).write { print($0, terminator: "") }
        case .evaluated(let experiment, _, _):
          print("\(experiment.name): no trials, one evaluation")
        }
      }
    }
  }
}
