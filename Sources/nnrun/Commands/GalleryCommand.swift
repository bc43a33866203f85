import Tables
import ArgumentParser
import Foundation
import Reporter
import YAMLTree

struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract: "Write README.md in the folder of results: every figure and table with its experiment file.")

  @OptionGroup var files: ExperimentFiles

  @Option(name: .shortAndLong, help: "The folder of results.")
  var output = "results"

  func run() throws {
    try CommandFailure.reported {
      let experiments = try files.load()
      let path = "\(output)/README.md"
      guard Gallery.isOwn(FileManager.default.contents(atPath: path)) else {
        StandardError.write("error: \(quoted(path)) was not written by nnrun gallery, and is left as it is")
        throw ExitCode(74)
      }
      var isWhole = true
      let entries = try experiments.map { experiment in
        let names = try names(experiment.name, &isWhole)
        return Gallery.Entry(
          name: experiment.name, description: experiment.header.description,
          path: relativePath(to: experiment.path), figures: names.filter { $0.hasSuffix(".svg") },
          tables: names.filter { $0.hasSuffix(".csv") }.map { path in
            (path, rows(of: "\(output)/\(path)"))
          })
      }
      try AtomicFile.makeFolder(output)
      try AtomicFile.write(Gallery(entries: entries).markdown, to: path)
      if !isWhole { throw ExitCode(1) }
    }
  }

  /// The rows of a table; none where it cannot be read.
  private func rows(of path: String) -> [[String]] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return (try? CSVReader.rows(text)) ?? []
  }

  /// The files of an experiment that its manifest lists, in alphabetical order. What is missing or not what
  /// the manifest says is named on standard error and left out.
  /// `isWhole` becomes false then.
  private func names(_ experiment: String, _ isWhole: inout Bool) throws -> [String] {
    let folder = ResultsFolder("\(output)/\(experiment)")
    if try folder.mend() {
      StandardError.write("\(quoted(folder.path)): an interrupted write was completed")
    }
    guard let listing = folder.listing else {
      StandardError.write("\(quoted(folder.path)): no results with a list of files; run the experiment")
      return []
    }
    let listed = listing.sorted { $0.key < $1.key }
    let held = listed.filter { folder.holds($0.key, $0.value) }.map(\.key)
    for (name, _) in listed where !held.contains(name) {
      isWhole = false
      StandardError.write(
        "\(quoted("\(folder.path)/\(name)")) is not what the manifest lists; run the experiment again")
    }
    return held.map { "\(experiment)/\($0)" }
  }

  /// A path as it is seen from the folder of results.
  private func relativePath(to path: String) -> String {
    let target = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    let start = URL(fileURLWithPath: output).standardizedFileURL.pathComponents
    let common = zip(target, start).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: start.count - common) + target.dropFirst(common)).joined(
      separator: "/")
  }
}
