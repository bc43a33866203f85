import ArgumentParser

struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "List datasets, show what is in them, and write their digests down.",
    subcommands: [DataList.self, DataShow.self, DataPin.self])
}
