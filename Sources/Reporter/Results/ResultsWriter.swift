import YAMLTree

/// Writes the results of an experiment: each file appears whole or not at all.
package struct ResultsWriter {
  /// The folder of this experiment's results.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// - Returns: the paths of the files, in the order of writing.
  /// - Throws: `ReportFileError`.
  @discardableResult
  package func write(_ results: ResultFiles, manifest: Manifest) throws(ReportFileError) -> [String] {
    var paths: [String] = []
    for file in results.files + [("manifest.json", manifest.json)] {
      let path = "\(folder)/\(file.name)"
      try AtomicFile.makeFolder(SourceFile.directory(of: path))
      try AtomicFile.write(file.text, to: path)
      paths.append(path)
    }
    return paths
  }
}
