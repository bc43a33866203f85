import ArgumentParser
import Datasets
import Declarations
import Executor
import Experiment
import Foundation
import Model

struct DataShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show what a dataset holds: its parts, classes and their counts, ranges, digests and first rows.")

  @Argument(help: "The name of a dataset, or its file.")
  var dataset: String

  @Option(help: "How many of the first training examples are shown.")
  var rows = 5

  @OptionGroup var folders: DatasetFolders

  func validate() throws {
    guard (0...1000).contains(rows) else { throw ValidationError("--rows must be from 0 to 1000.") }
  }

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let declaration = try folders.dataset(dataset, data)
      let summary = DatasetSummary(
        declaration: declaration, dataset: try data.dataset(declaration),
        digests: try data.content(declaration).digests, rows: rows)
      StandardOutput.write(summary.text)
    }
  }
}

extension DatasetFolders {
  /// The file of a dataset that is named, or a path to it.
  func file(_ dataset: String, _ catalog: DatasetCatalog) throws -> String {
    if dataset.contains("/") || dataset.hasSuffix(".yaml") || dataset.hasSuffix(".yml") { return dataset }
    let files = catalog.files
    if let file = files.first(where: { $0.name == dataset }) { return file.path }
    let nearest = Misspelling.suggestion(NearestName.find(dataset, among: files.map(\.name)))
    throw ValidationError(
      "There is no dataset '\(dataset)' in \(all.joined(separator: ", ")).\(nearest)")
  }

  /// A dataset by its name or file, with what its data tell.
  /// - Throws: `InvalidFiles` where its file is wrong, or `ValidationError` where there is none.
  func dataset(_ dataset: String, _ data: DatasetCache) throws -> DatasetDeclaration {
    let catalog = DatasetCatalog(folders: all, reader: data)
    var faults = Faults()
    guard let declaration = catalog.dataset(ofFile: try file(dataset, catalog), &faults), faults.isEmpty
    else {
      throw InvalidFiles(faults)
    }
    return declaration
  }
}
