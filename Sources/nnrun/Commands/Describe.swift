import ArgumentParser
import Declarations
import Experiment

struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Tell what experiment and dataset files may say: a key, a choice such as optimizer, or one of its "
      + "names.",
    discussion: """
      nnrun describe                     all there is, a line each
      nnrun describe optimizer           the optimizers with their keys
      nnrun describe adam                one of them
      nnrun describe panel heatmap       one of them, by its choice and name
      nnrun describe training.epochs     a key by its path
      """)

  @Argument(help: "A name, a choice and a name, or a path of keys; all there is, where nothing is given.")
  var names: [String] = []

  @Flag(help: "The whole reference as a Markdown page.")
  var markdown = false

  func run() throws {
    let reference = Reference.files
    if markdown {
      StandardOutput.write(Self.page(reference))
      return
    }
    let name = names.joined(separator: " ")
    if name.isEmpty {
      StandardOutput.write(reference.overview)
      return
    }
    let topics = reference.topics(named: name)
    guard !topics.isEmpty else {
      let nearest = Misspelling.suggestion(Self.nearest(name, reference))
      throw ValidationError("Nothing is called '\(name)'.\(nearest) 'nnrun describe' lists what there is.")
    }
    StandardOutput.write(topics.map(\.text).joined(separator: "\n"))
    let titles = topics.map(\.title).distinct
    if titles.count > 1 {
      StandardOutput.write(
        "\n\(titles.count) things are called '\(name)'; one by itself:\n"
          + titles.filter { $0 != name }.map { "  nnrun describe \($0)\n" }.joined())
    }
  }

  /// The name that was probably meant, or that of the last key of a path.
  private static func nearest(_ name: String, _ reference: Reference) -> String? {
    let last = name.split { $0 == "." || $0 == " " }.last.map(String.init) ?? name
    return NearestName.find(name, among: reference.names) ?? NearestName.find(last, among: reference.names)
  }

  private static func page(_ reference: Reference) -> String {
    """
    # All that files may say

    `nnrun describe --markdown` writes this page from the declarations that decode the files; `nnrun describe
    NAME` shows a part of it. A `$name` of the sweep may stand for any value of a trial. A choice is written
    as its name (`adam`), or as `name: {parameters}` (`adam: {learning_rate: 0.001}`).
    \(reference.markdown)
    ## Expressions

    Numbers, names, `+ - * / // % @ ^`, parentheses, lists, and the functions
    \(TensorFunction.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")).

    """
  }
}
