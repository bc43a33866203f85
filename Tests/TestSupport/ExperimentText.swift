import Experiment
import Foundation
import Planner

/// Reads an experiment from its text, in a folder of its own that is removed; beside it there are other
/// `files`, by path: `datasets/points.yaml`. `reader` reads the data that declarations leave open, and
/// `changes` are put into the file.
package func experiment(
  _ text: String, beside files: [String: Data] = [:], reader: (any DatasetReader)? = nil,
  changes: FileChanges = FileChanges()
) throws -> Experiment {
  let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for (name, content) in files.merging(["experiment.yaml": Data(text.utf8)], uniquingKeysWith: { $1 }) {
    let file = URL(fileURLWithPath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try content.write(to: file)
  }
  return try Experiment(
    contentsOf: "\(folder)/experiment.yaml", datasetFolders: [], reader: reader, changes: changes)
}

/// The same of an experiment whose kind is `training`.
package func trainingExperiment(
  _ text: String, beside files: [String: Data] = [:], reader: (any DatasetReader)? = nil,
  changes: FileChanges = FileChanges()
) throws -> TrainingExperiment {
  guard
    case .training(let training) = try experiment(text, beside: files, reader: reader, changes: changes).body
  else { throw UnexpectedKind() }
  return training
}

/// The plan of such an experiment.
package func trialPlan(
  _ text: String, changes: FileChanges = FileChanges(), numericsVersion: Int = 1
) throws -> TrialPlan {
  try TrialPlan(try trainingExperiment(text, changes: changes), numericsVersion: numericsVersion)
}

/// An experiment is of another kind than `training`.
package struct UnexpectedKind: Error {
  package init() {}
}
