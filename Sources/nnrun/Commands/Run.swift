import ArgumentParser
import Datasets
import Experiment
import Executor
import Foundation
import NeuralNetwork
import Planner
import Reporter
import Trials

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the trials of experiments and write their tables and figures (the default).")

  @OptionGroup var files: ExperimentFiles

  @Option(
    name: .shortAndLong, help: "How many trials train at the same time. The results do not depend on it.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(name: .shortAndLong, help: "The folder for results, one folder an experiment in it.")
  var output = "results"

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1, not \(jobs).") }
  }

  func run() throws {
    try CommandFailure.reported {
      let instructionSet = try InstructionSet.selected(environment: ProcessInfo.processInfo.environment)
      // Nothing runs before every file and every combination is known to be right.
      let runs = try files.load().map { try PreparedExperiment($0) }
      // Hours of training are not to end with a folder that cannot be written.
      for run in runs { try AtomicFile.makeFolder("\(output)/\(run.name)") }
      let interruption = Interruption()
      let data = DatasetCache()
      var hasFailure = false
      for run in runs {
        switch run {
        case .training(let experiment, let plan):
          let trials = try plan.trials()
          let progress = ProgressReport(trials: trials, isQuiet: quiet)
          defer { progress.end() }
          let executor = Executor(
            jobs: jobs, instructionSet: instructionSet, isCancelled: interruption.isRequested,
            observer: { progress.observe($0) })
          let records = try executor.run(trials, data: data, captures: plan.experiment.report.captures)
          progress.end()
          try write(experiment, plan, records)
          hasFailure = hasFailure || records.contains { $0.status != .completed }
        case .evaluated(let experiment, let results, let identity):
          let manifest = Manifest(
            experiment: experiment.name, programVersion: ProgramVersion.text,
            numericsVersion: numericsVersion,
            identity: identity)
          try write(experiment, results, manifest)
        }
      }
      if hasFailure { throw ExitCode(1) }
    }
  }

  private func write(_ experiment: Experiment, _ plan: TrialPlan, _ records: [TrialRecord]) throws {
    let manifest = Manifest(
      experiment: experiment.name, programVersion: ProgramVersion.text, numericsVersion: numericsVersion,
      records: records)
    try write(experiment, TrainingReport(plan, records: records).results, manifest)
    for record in records {
      switch record.status {
      case .completed: continue
      case .diverged(let epoch):
        StandardError.write("\(record.trial.title): diverged in epoch \(epoch)")
      case .failed(let reason):
        StandardError.write("\(record.trial.title): failed: \(reason)")
      }
    }
  }

  private func write(_ experiment: Experiment, _ results: ResultFiles, _ manifest: Manifest) throws {
    let folder = "\(output)/\(experiment.name)"
    try ResultsWriter(folder: folder).write(results, manifest: manifest)
    print("\(experiment.name)\n\n\(results.summary)\nresults: \(folder)")
  }
}

extension Trial {
  /// How messages call the trial: "activation=relu".
  var title: String {
    let names = axes.map { "\($0.name)=\($0.value)" } + (replicate > 0 ? ["seed=\(spec.seed)"] : [])
    return names.isEmpty ? "trial" : names.joined(separator: " ")
  }
}
