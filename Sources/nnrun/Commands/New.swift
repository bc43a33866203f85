import ArgumentParser
import Experiment
import Foundation
import YAMLTree

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented experiment file to begin with, one that runs as it is.",
    discussion: Template.allCases.map { template in
      "  \(template.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0))\(template.summary)"
    }.joined(separator: "\n"))

  @Argument(help: "The name of the experiment; the file is NAME.yaml.")
  var name: String

  @Option(name: .shortAndLong, help: "What to begin with.")
  var template = Template.classifier

  @Option(name: .shortAndLong, help: "The folder that the file goes to.")
  var output = "."

  /// A file that was named stands for the experiment in it.
  private var experiment: String {
    [".yaml", ".yml"].first { name.hasSuffix($0) && name != $0 }.map { String(name.dropLast($0.count)) }
      ?? name
  }

  func validate() throws {
    if let problem = Experiment.problem(withName: experiment) { throw ValidationError(problem) }
  }

  func run() throws {
    let path = output == "." ? "\(experiment).yaml" : "\(output)/\(experiment).yaml"
    // Nothing of the user's is overwritten.
    guard !FileManager.default.fileExists(atPath: path) else {
      StandardError.write("error: '\(path)' is there already")
      throw ExitCode(73)
    }
    do {
      try Data(template.text(name: experiment).utf8).write(
        to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      StandardError.write("error: '\(path)' cannot be written: \(error.localizedDescription)")
      throw ExitCode(74)
    }
    StandardOutput.print("\(path)\nrun it: nnrun \(path)")
  }
}
