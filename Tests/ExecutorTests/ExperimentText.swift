import Declarations
import Experiment
import Foundation
import TestSupport

@testable import Executor

/// Reads an experiment of kind `training` from its text, and the data beside it.
/// - Throws: ``RefusedText``.
func checkedExperiment(_ text: String, files: [String: Data] = [:]) throws -> TrainingExperiment {
  do {
    return try trainingExperiment(text, beside: files, reader: DatasetCache())
  } catch let error as InvalidFiles {
    // The folder has another name each time.
    throw RefusedText(
      lines: error.diagnostics.compactMap { diagnostic in
        "\(diagnostic)".replacing(#/[^\s']*nnrun-[0-9A-F-]{36}\//#, with: "").split(separator: "\n").first
          .map(String.init)
      })
  }
}

/// The first line of each mistake of a text.
struct RefusedText: Error, Equatable { var lines: [String] }
