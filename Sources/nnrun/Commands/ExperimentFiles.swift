import Declarations
import ArgumentParser
import Executor
import Experiment
import Foundation
import YAMLTree

/// The files that a command works on.
struct ExperimentFiles: ParsableArguments {
  @Argument(
    help: "Experiment files, or folders of them. Of a folder, files whose names begin with '_' are left out.",
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A value in place of the file's: training.epochs=3, 'training.optimizer={sgd: {learning_rate: 0.1}}'. "
        + "May be given several times.",
      valueName: "path=value"))
  var changes: [String] = []

  func validate() throws {
    if let change = changes.first(where: { FileChanges.parts($0) == nil }) {
      throw ValidationError("--set '\(change)': expected path=value on one line, as in training.epochs=3.")
    }
  }

  /// Reads and checks all of them, and those of their data that declarations leave open.
  /// - Throws: `InvalidFiles` with the mistakes of every file.
  func load(_ data: DatasetCache = DatasetCache()) throws -> [Experiment] {
    try DescriptorSupply.check()
    try ThreadSupply.check()
    try AddressSpaceSupply.check()
    let changes = try FileChanges(parsing: changes)
    var experiments: [Experiment] = []
    var diagnostics: [Diagnostic] = []
    // A dataset that two experiments use has its mistakes once.
    var known: Set<Diagnostic> = []
    var isTruncated = false
    for path in try expanded() {
      do throws(InvalidFiles) {
        experiments.append(
          try Experiment(
            contentsOf: path, datasetFolders: Self.datasetFolders, reader: data, changes: changes))
      } catch {
        diagnostics += error.diagnostics.filter { known.insert($0).inserted }
        isTruncated = isTruncated || error.isTruncated
      }
    }
    if !diagnostics.isEmpty { throw InvalidFiles(diagnostics: diagnostics, isTruncated: isTruncated) }
    var seen: [String: String] = [:]
    for experiment in experiments {
      if let other = seen.updateValue(experiment.path, forKey: experiment.name.lowercased()) {
        throw ValidationError(
          "'\(other)' and '\(experiment.path)' have the same name, '\(experiment.name)': their results "
            + "would be mixed."
        )
      }
    }
    return experiments
  }

  /// Checks everything of experiments that can be checked before they run; what a change makes wrong is shown
  /// at the change.
  /// - Throws: what `PreparedExperiment` throws.
  func prepare(
    _ experiments: [Experiment], _ data: DatasetCache, selection: TrialSelection? = nil,
    checksTrials: Bool = true
  ) throws -> [PreparedExperiment] {
    try experiments.map { experiment in
      try explaining(experiment, data, checksTrials: checksTrials) {
        try PreparedExperiment(experiment, selection: selection, checksTrials: checksTrials)
      }
    }
  }

  /// Does something that checks an experiment, its trials too where that is said; what a change makes wrong
  /// is shown at the change.
  func explaining<Result>(
    _ experiment: Experiment, _ data: DatasetCache, checksTrials: Bool = true, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch let error as InvalidFiles {
      let all = try FileChanges(parsing: changes)
      throw all.explain(error) { mistakes(of: experiment.path, data, $0, checksTrials: checksTrials) }
    }
  }

  /// What is wrong with a file after some changes; nothing where its plan is ruled out by what has no place.
  private func mistakes(
    of path: String, _ data: DatasetCache, _ some: FileChanges, checksTrials: Bool
  ) -> InvalidFiles {
    do {
      let experiment = try Experiment(
        contentsOf: path, datasetFolders: Self.datasetFolders, reader: data, changes: some)
      _ = try PreparedExperiment(experiment, checksTrials: checksTrials)
    } catch let error as InvalidFiles {
      return error
    } catch {
      return InvalidFiles(diagnostics: [])
    }
    return InvalidFiles(diagnostics: [])
  }

  /// The paths, with a folder's experiment files in its place, in alphabetical order. Those whose names begin
  /// with `_` are there to be extended, and no experiments.
  private func expanded() throws -> [String] {
    try paths.flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        // Only the first word can be meant to be a command.
        if path == CommandLine.arguments.dropFirst().first, !FileManager.default.fileExists(atPath: path),
          let message = Misspelling.unknownCommand(path)
        {
          throw ValidationError(message)
        }
        return [path]
      }
      let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
      let files = try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix("_") }.sorted()
      guard !files.isEmpty else { throw ValidationError("There is no experiment file in '\(path)'.") }
      return files.map { "\(folder)/\($0)" }
    }
  }

  /// Where datasets are looked for after the folder beside the experiment: `NNRUN_DATASETS`, then what `make
  /// install` put beside the program.
  static var datasetFolders: [String] {
    let named = ProcessInfo.processInfo.environment["NNRUN_DATASETS"] ?? ""
    let program = Bundle.main.executablePath.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath() }
    let installed = program?.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/nnrun/datasets").path
    return named.split(separator: ":").map(String.init) + [installed].compactMap { $0 }
  }
}
