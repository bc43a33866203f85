import ArgumentParser
import Experiment

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print the JSON Schema of experiment or dataset files, for editors that complete and check YAML.")

  @Argument(help: "Which files: experiment or dataset.")
  var file = FileSchema.experiment

  func run() { StandardOutput.print(file.json.pretty) }
}

extension FileSchema: ExpressibleByArgument {}
