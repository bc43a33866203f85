import ArgumentParser
import Comparisons
import Executor
import Experiment
import Planner
import Reporter

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold committed results against the expectations of experiments, and train nothing.",
    discussion: """
      Reads results/<name>/trials.csv, compares the arms anew, and looks whether every expectation of the \
      file is met. What is expected of weights takes a run, and is not looked at.
      """)

  @OptionGroup var files: ExperimentFiles

  @Option(name: .shortAndLong, help: "The folder of results, one folder an experiment in it.")
  var output = "results"

  func validate() throws {
    guard !output.isEmpty else { throw ValidationError("--output must name a folder.") }
  }

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let experiments = try files.load(data)
      try data.check(experiments)
      let prepared = try files.prepare(experiments, data)
      var areMet = true
      for case .training(let experiment, let plan, let comparisons) in prepared {
        StandardOutput.print("\(experiment.name)")
        let outcomes = try TrialTableReader(folder: "\(output)/\(experiment.name)").outcomes(of: plan)
        let findings = comparisons.comparisons.compactMap { Comparison($0, outcomes) }
        let sentences = ComparisonTables(plan, findings).text
        if !sentences.isEmpty { StandardOutput.print(sentences) }
        let unmet = Expectations(plan, findings, outcomes, weights: nil).unmet(comparisons.expectations)
        if comparisons.expectations.isEmpty { StandardOutput.print("nothing is expected") }
        areMet = ExpectationReport(unmet, of: comparisons, isTrained: false).tell() && areMet
      }
      if !areMet { throw ExitCode.failure }
    }
  }
}
