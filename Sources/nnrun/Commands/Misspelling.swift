import ArgumentParser
import Declarations

/// What a user probably meant by a word that is neither a command nor a file, or by an option that there is
/// not.
enum Misspelling {
  /// The message for an option of the arguments that no command has; `nil` where there is none.
  static func unknownOption(in arguments: [String]) -> String? {
    let legal = options
    for argument in arguments {
      if argument == "--" { return nil }
      // `--jobs=2` is the option `--jobs`; a dash alone and a negative number are none.
      let name = String(argument.prefix { $0 != "=" })
      guard name.hasPrefix("-"), name.count > 1, Double(name) == nil, !legal.contains(name) else { continue }
      return "Unknown option '\(name)'." + suggestion(NearestName.find(name, among: legal))
    }
    return nil
  }

  /// The message for a path that is no file and like the name of a command; `nil` where it is like none.
  static func unknownCommand(_ word: String) -> String? {
    guard word.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
    let names = NNRun.configuration.subcommands.map { $0._commandName } + ["help"]
    guard let nearest = NearestName.find(word, among: names) else { return nil }
    return "Unknown command '\(word)'." + suggestion(nearest)
  }

  /// The sentence that a message ends with where there is a near name.
  static func suggestion(_ name: String?) -> String { name.map { " Did you mean '\($0)'?" } ?? "" }

  /// The options of all commands, as their help has them.
  private static var options: [String] {
    let commands: [any ParsableCommand.Type] =
      [NNRun.self] + NNRun.configuration.subcommands + DataCommand.configuration.subcommands
    let texts = commands.map { NNRun.helpMessage(for: $0, includeHidden: true, columns: 1000) }
    var names: [String] = []
    for text in texts {
      for match in text.matches(of: #/(?:^|[\s\[(|/,])(--?[a-z][a-z-]*)/#) {
        let name = String(match.1)
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}
