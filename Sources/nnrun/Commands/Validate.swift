import ArgumentParser
import Executor

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check experiment files, report every mistake with its line and column, and run nothing.")

  @OptionGroup var files: ExperimentFiles

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let experiments = try files.load(data)
      try data.check(experiments)
      for (experiment, prepared) in zip(experiments, try files.prepare(experiments, data)) {
        switch prepared {
        case .training(_, let plan, _):
          StandardOutput.print(
            "\(experiment.path): valid, \(plan.count) \(plan.count == 1 ? "trial" : "trials")")
        case .evaluation:
          StandardOutput.print("\(experiment.path): valid, evaluated once")
        }
      }
    }
  }
}
