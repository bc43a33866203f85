import ArgumentParser
import Datasets
import Declarations
import Executor
import Experiment
import Foundation
import Model
import Reporter
import YAMLTree

struct DataPin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin",
    abstract:
      "Write the digests of a dataset's files into its YAML file, so that other contents are refused.",
    discussion: "Every other byte of the file stays. A digest that stands there and is not right is an error."
  )

  @Argument(help: "The name of a dataset, or its file.", completion: .file(extensions: ["yaml", "yml"]))
  var dataset: String

  @OptionGroup var folders: DatasetFolders

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let path = try folders.file(dataset, DatasetCatalog(folders: folders.all))
      let declaration = try folders.dataset(dataset, data)
      let digests = zip(declaration.format.files, try data.content(declaration).digests)
        .filter { $0.0.sha256 == nil }
      guard !digests.isEmpty else {
        StandardOutput.print("\(path): nothing to write, every file has its digest")
        return
      }
      var faults = Faults()
      guard let root = faults.read(path) else { throw InvalidFiles(faults) }
      let byPath = Dictionary(digests.map { ($0.0.path, $0.1) }) { first, _ in first }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8),
        let pinned = PinnedText(text, root, digests: byPath)
      else {
        StandardError.write(
          "\(path): error: a file is named over several lines, where no digest can be added")
        throw CommandFailure.invalidData
      }
      try AtomicFile.write(pinned.text, to: path)
      StandardOutput.print(
        "\(path): \(digests.count == 1 ? "1 digest" : "\(digests.count) digests") written")
    }
  }
}
