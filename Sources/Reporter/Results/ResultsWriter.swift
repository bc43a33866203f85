import ExperimentSpec
import TrialStore
import YAMLTree

/// Writes the results of an experiment: each file appears whole or not at all.
package struct ResultsWriter {
  /// The folder of this experiment's results.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// - Returns: the paths of the files, in the order of writing.
  /// - Throws: `ReportFileError`.
  package func write(
    _ report: ReportSpec, tables: ResultTables, figures: FigureBuilder, manifest: Manifest
  ) throws(ReportFileError) -> [String] {
    var files: [(name: String, text: String)] = [
      ("trials.csv", tables.trials.csv), ("epochs.csv", tables.epochs.csv), ("summary.csv", tables.arms.csv),
    ]
    for (name, table) in tables.captures { files.append(("\(name).csv", table.csv)) }
    for spec in report.figures { files.append(("figures/\(spec.name).svg", figures.figure(spec).svg)) }
    files.append(("manifest.json", manifest.json))

    var paths: [String] = []
    for file in files {
      let path = "\(folder)/\(file.name)"
      try AtomicFile.makeFolder(SourceFile.directory(of: path))
      try AtomicFile.write(file.text, to: path)
      paths.append(path)
    }
    return paths
  }
}
