import ArgumentParser
import Comparisons
import Datasets
import Declarations
import Experiment
import Executor
import Foundation
import NeuralNetwork
import Planner
import Reporter
import Synchronization

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the trials of experiments and write their tables and figures (the default).")

  @OptionGroup var files: ExperimentFiles
  @OptionGroup var selection: TrialSelection

  @Option(
    name: .shortAndLong, help: "How many trials train at the same time. The results do not depend on it.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    name: .shortAndLong, help: "The folder for results, one folder an experiment in it. (default: results)")
  var output: String?

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    guard output?.isEmpty != true else { throw ValidationError("--output must name a folder.") }
    // The results of other trials than the file's are not to be taken for the file's.
    let isRenamed = files.changes.contains { $0.hasPrefix("name=") }
    if output == nil, !isRenamed, selection.only != nil || !files.changes.isEmpty {
      let option = selection.only != nil ? "--only" : "--set"
      throw ValidationError(
        "With \(option), results are not those of the file: give them a folder of their own by --output, or "
          + "a name by --set name=..."
      )
    }
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1, not \(jobs).") }
  }

  func run() throws {
    try CommandFailure.reported {
      let instructionSet = try InstructionSet.selected(environment: ProcessInfo.processInfo.environment)
      // Nothing runs before every file, all data and every combination are known to be right.
      let data = DatasetCache()
      let experiments = try files.load(data)
      try data.check(experiments)
      let runs = try files.prepare(experiments, data, selection: selection)
      // What only an evaluation finds wrong is known before anything is written or trained.
      let evaluated = try runs.map { try $0.evaluated() }
      var made: [ResultsFolder] = []
      defer { for folder in made { folder.removeIfEmpty() } }
      for (run, results) in zip(runs, evaluated) { try makeFolder(of: run, results, &made) }
      var areAllWell = true
      var written: [String] = []
      for (run, results) in zip(runs, evaluated) {
        if Interruption.isRequested {
          throw InterruptedRun(experiment: run.name, finished: 0, written: written)
        }
        switch run {
        case .training(let experiment, let plan, let comparisons):
          let isWell = try train(
            experiment, plan, comparisons, data, instructionSet: instructionSet, written: written)
          areAllWell = areAllWell && isWell
        case .evaluation(let experiment, let identity):
          guard let results else { continue }
          try write(
            experiment, results,
            Manifest(
              experiment: experiment.name, programVersion: ProgramVersion.text,
              numericsVersion: numericsVersion, identity: identity))
        }
        written.append(run.name)
      }
      if !areAllWell { throw ExitCode(1) }
    }
  }

  /// Makes the folder of results, which is added to `made` where it was not there, and tries to write into
  /// it: hours of training are not to end with a folder that cannot be written.
  private func makeFolder(
    of run: PreparedExperiment, _ results: ResultFiles?, _ made: inout [ResultsFolder]
  ) throws {
    let folder = ResultsFolder("\(resultsFolder)/\(run.name)")
    if try folder.make() { made.append(folder) }
    if try folder.mend() {
      StandardError.write("'\(folder.path)': results of a run that was killed were put into place")
    }
    try folder.probe(run.trainedFiles ?? results?.files.map(\.name) ?? [])
  }

  /// Trains an experiment and writes its results.
  /// - Returns: whether every trial came to its end, and every expectation is met.
  private func train(
    _ experiment: Experiment, _ plan: TrialPlan, _ comparisons: ComparisonPlan, _ data: DatasetCache,
    instructionSet: InstructionSet, written: [String]
  ) throws -> Bool {
    let progress = ProgressReport(plan, isQuiet: quiet)
    defer { progress.end() }
    let executor = Executor(
      jobs: jobs, instructionSet: instructionSet, isCancelled: { Interruption.isRequested },
      observer: { progress.observe($0) })
    let folder = "\(resultsFolder)/\(experiment.name)"
    let outcome = Mutex(RunOutcome(plan, comparisons, earlier: try comparisons.earlierWeights(in: folder)))
    do {
      try Interruption.during(.training) {
        try TrainingJob(plan: plan, comparisons: comparisons, data: data, executor: executor)
          .run { record in outcome.withLock { $0.add(record) } }
      }
    } catch ExecutionError.cancelled(let finished) {
      progress.end()
      throw InterruptedRun(experiment: experiment.name, finished: finished, written: written)
    }
    progress.end()
    return try outcome.withLock { outcome in
      let results = outcome.report.results()
      try write(
        experiment, results,
        Manifest(
          experiment: experiment.name, programVersion: ProgramVersion.text,
          numericsVersion: numericsVersion, plan: plan, trials: outcome.report.count,
          digest: outcome.report.digest()))
      return outcome.tell(comparisons)
    }
  }

  /// The folder for results.
  private var resultsFolder: String { output ?? "results" }

  private func write(_ experiment: Experiment, _ results: ResultFiles, _ manifest: Manifest) throws {
    let folder = "\(resultsFolder)/\(experiment.name)"
    try Interruption.during(.writing) {
      try ResultsWriter(folder: folder).write(results, manifest: manifest)
      StandardOutput.print("\(experiment.name)\n\n\(results.summary)\nresults: \(folder)")
    }
  }
}

/// A run that was asked to stop.
struct InterruptedRun: Error, CustomStringConvertible {
  /// The experiment whose results were not written.
  var experiment: String
  /// Its trials that were finished.
  var finished: Int
  /// The experiments whose results were.
  var written: [String]

  var description: String {
    let trials = finished == 1 ? "1 finished trial" : "\(finished) finished trials"
    return "interrupted after \(trials) of '\(experiment)', whose results were not written"
      + (written.isEmpty ? "" : "; those of \(written.joined(separator: ", ")) were")
  }
}
