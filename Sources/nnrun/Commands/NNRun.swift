import ArgumentParser
import Foundation

@main
struct NNRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nnrun",
    abstract: "Runs neural-network experiments that are declared in YAML.",
    discussion: """
      An experiment file names the model, the dataset, the optimizer, what varies and what is drawn. nnrun \
      trains every combination, and leaves CSV tables and SVG figures in results/<name>/ that are the same \
      bytes on every machine.

        nnrun new mine --template classifier              write a file to begin with
        nnrun experiments/activation_sweep.yaml           run an experiment
        nnrun validate experiments/*.yaml                 find mistakes, run nothing
        nnrun plan experiments/hidden_size_sweep.yaml     show what would run
        nnrun check experiments/*.yaml                    hold results against what files expect

      Exit codes: 0 all well; 1 a trial failed or an expectation is not met; 64 wrong usage; 65 invalid \
      experiment or dataset; 73 a file is there already; 74 results cannot be written; 130 or 143 interrupted.
      """,
    version: ProgramVersion.text,
    subcommands: [
      New.self, Run.self, Plan.self, Validate.self, Check.self, Describe.self, Schema.self,
      GalleryCommand.self,
      DataCommand.self,
    ],
    defaultSubcommand: Run.self)

  static func main() {
    StandardStreams.prepare()
    Interruption.install()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      end(with: .success)
    } catch {
      // The parser would miss the file that the default command needs, and not say a word of the option.
      if exitCode(for: error) == .validationFailure, let message = Misspelling.unknownOption(in: arguments) {
        end(with: ValidationError(message))
      }
      end(with: error)
    }
  }

  /// Says what there is to say of an error, and ends the program with its exit code.
  private static func end(with error: any Error) -> Never {
    let text = fullMessage(for: error)
    let code = exitCode(for: error)
    // Help and the version are what was asked for.
    if code == .success, !text.isEmpty { StandardOutput.print(text) }
    if code != .success, !text.isEmpty { StandardError.write(text) }
    if let message = StandardOutput.failureMessage { StandardError.write(message) }
    Foundation.exit(code == .success && StandardOutput.hasFailed ? 74 : code.rawValue)
  }

  private static func end(with code: ExitCode) -> Never { end(with: code as any Error) }
}

/// The version of the program; `numericsVersion` is that of its results.
enum ProgramVersion {
  static let text = "0.1.0"
}
