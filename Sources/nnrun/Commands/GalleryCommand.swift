import Tables
import ArgumentParser
import Foundation
import Reporter

struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract: "Write README.md in the folder of results: every figure and table with its experiment file.")

  @OptionGroup var files: ExperimentFiles

  @Option(name: .shortAndLong, help: "The folder of results.")
  var output = "results"

  func run() throws {
    try CommandFailure.reported {
      let entries = try files.load().map { experiment in
        Gallery.Entry(
          name: experiment.name, description: experiment.header.description,
          path: relativePath(to: experiment.path), figures: names("\(experiment.name)/figures", ".svg"),
          tables: names(experiment.name, ".csv").map { path in
            (path, CSVReader.rows((try? String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)) ?? ""))
          })
      }
      try AtomicFile.makeFolder(output)
      try AtomicFile.write(Gallery(entries: entries).markdown, to: "\(output)/README.md")
    }
  }

  /// The files of a folder of the results with an extension, in alphabetical order.
  private func names(_ folder: String, _ suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(output)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
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
