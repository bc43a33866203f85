import ArgumentParser
import Executor
import Reporter

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the trials that would run: axes, derived values, seed, parameters and digest.")

  @OptionGroup var files: ExperimentFiles
  @OptionGroup var selection: TrialSelection

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let experiments = try files.load(data)
      try data.check(experiments)
      let prepared = try experiments.map {
        try PreparedExperiment($0, selection: selection, checksTrials: false)
      }
      let tables = try prepared.map { prepared -> PlanTable? in
        guard case .training(_, let plan, _) = prepared else { return nil }
        return try PlanTable(plan)
      }
      for (experiment, table) in zip(prepared, tables) {
        if let table {
          StandardOutput.print(
            "\(experiment.name): \(table.count) \(table.count == 1 ? "trial" : "trials")\n")
          table.write { StandardOutput.write($0) }
        } else {
          StandardOutput.print("\(experiment.name): no trials, one evaluation")
        }
      }
    }
  }
}
