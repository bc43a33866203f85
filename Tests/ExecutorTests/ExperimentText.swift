import Declarations
import Experiment
import Foundation

@testable import Executor

/// Reads an experiment of kind `training` from its text, in a folder that is removed.
func trainingExperiment(_ text: String, files: [String: Data] = [:]) throws -> TrainingExperiment {
  let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for (name, content) in files { try content.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
  let path = "\(folder)/experiment.yaml"
  try text.write(toFile: path, atomically: true, encoding: .utf8)
  do {
    let experiment = try Experiment(contentsOf: path, datasetFolders: [], reader: DatasetCache())
    guard case .training(let training) = experiment.body else { throw CocoaError(.coderInvalidValue) }
    return training
  } catch let error as InvalidFiles {
    // The folder has another name each time.
    throw RefusedText(
      lines: error.diagnostics.compactMap { diagnostic in
        "\(diagnostic)".replacing(folder + "/", with: "").split(separator: "\n").first.map(String.init)
      })
  }
}

/// The first line of each mistake of a text.
struct RefusedText: Error, Equatable { var lines: [String] }
