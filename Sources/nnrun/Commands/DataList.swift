import ArgumentParser
import Declarations
import Experiment
import Model
import Tables

struct DataList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the datasets that experiments find by their names, each with its file.",
    discussion: "A name that two folders have is that of the first.")

  @OptionGroup var folders: DatasetFolders

  func run() throws {
    try CommandFailure.reported {
      let catalog = DatasetCatalog(folders: folders.all)
      var lines: [[String]] = []
      for (name, path) in catalog.files {
        var faults = Faults()
        let declaration = catalog.declaration(ofFile: path, &faults)
        lines.append([name, path, declaration?.description ?? (faults.isEmpty ? "" : "not a dataset file")])
      }
      guard !lines.isEmpty else {
        StandardOutput.print("no datasets in \(folders.all.joined(separator: ", "))")
        return
      }
      let widths = (0..<2).map { column in lines.map { $0[column].count }.max() ?? 0 }
      for line in lines {
        let padded = (0..<2).map { line[$0] + String(repeating: " ", count: widths[$0] - line[$0].count) }
        let text = (padded + [line[2]]).joined(separator: "  ")
        StandardOutput.print(String(PrintableText.line(text).reversed().drop { $0 == " " }.reversed()))
      }
    }
  }
}

/// Where the datasets of a command are looked for.
struct DatasetFolders: ParsableArguments {
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "A folder of datasets, before those of NNRUN_DATASETS and the program.",
      discussion: "Where none is named: datasets, then experiments/datasets."))
  var folder: String?

  var all: [String] {
    (folder.map { [$0] } ?? ["datasets", "experiments/datasets"]) + ExperimentFiles.datasetFolders
  }
}
