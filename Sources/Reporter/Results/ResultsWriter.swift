import Foundation

/// Writes the results of an experiment: all of its files change together (``ResultsFolder``).
package struct ResultsWriter {
  /// The folder of this experiment's results.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// Where the folder cannot be written, the files go to a new one among the temporary files, which the error
  /// names: what was trained is not lost.
  /// - Returns: the paths of the files, in the order given, the manifest's last.
  /// - Throws: `ReportFileError`.
  @discardableResult
  package func write(_ results: ResultFiles, manifest: Manifest) throws(ReportFileError) -> [String] {
    var manifest = manifest
    manifest.files = results.files.map { ($0.name, $0.digest) }
    do throws(ReportFileError) {
      try exchange(in: folder, results.files, manifest.json)
    } catch {
      var failure = error
      failure.rescued = rescue(results.files, manifest)
      throw failure
    }
    return (results.files.map(\.name) + [ResultsFolder.manifest]).map { "\(folder)/\($0)" }
  }

  private func exchange(
    in path: String, _ files: [ResultFile], _ manifest: String
  ) throws(ReportFileError) {
    let folder = ResultsFolder(path)
    try AtomicFile.makeFolder(path)
    try folder.locked { () throws(ReportFileError) in
      _ = try folder.mendAlone()
      try folder.stage(files, manifest: manifest)
      try folder.complete()
    }
  }

  private func rescue(_ files: [ResultFile], _ manifest: Manifest) -> String? {
    let mark = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    for place in [NSTemporaryDirectory(), ".", "/var/tmp"] {
      let path = (place.hasSuffix("/") ? place : place + "/") + "nnrun-\(manifest.experiment)-\(mark)"
      do throws(ReportFileError) {
        try exchange(in: path, files, manifest.json)
        return path
      } catch { try? FileManager.default.removeItem(atPath: path) }
    }
    return nil
  }
}
