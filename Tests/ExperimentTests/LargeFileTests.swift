import Declarations
import Experiment
import TestSupport
import Testing

/// The time to check a file grows with its length. Where each entry is compared with all others, these files
/// take minutes; here they take a second or two.
@Suite struct LargeFileTests {
  private static let trial = """
    name: large
    seed: 1
    dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}
    model: {layers: [dense: {units: 2}]}
    training: {loss: cross_entropy, optimizer: {adam: {learning_rate: $lr}}, epochs: 2}

    """

  /// Mistakes; how many, when they are all told.
  private func faults(_ text: String) throws -> Int {
    do {
      _ = try experiment(text)
      return 0
    } catch let error as InvalidFiles { return error.diagnostics.count }
  }

  private static func entries(_ entry: (Int) -> String) -> String {
    (1...60_000).map { "  " + entry($0) + "\n" }.joined()
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("distinct keys", entries { "key\($0): 1" }), ("one key again", entries { _ in "key: 1" }),
      ("tags", entries { "- !tag\($0) x" }), ("anchors", entries { "- &anchor\($0) x" }),
      ("names", entries { "- $name\($0)" }),
    ])
  func unknownContent(_ what: String, _ entries: String) throws {
    let count = try faults(Self.trial + "sweep: {grid: {lr: [0.1]}}\nextra:\n" + entries)
    #expect((1...100).contains(count), "\(what)")
  }

  @Test(.timeLimit(.minutes(2))) func anAxisOfManyValues() throws {
    let values = (1...60_000).map { "0.\(100_000 + $0)" }.joined(separator: ", ")
    #expect(try faults(Self.trial + "sweep: {grid: {lr: [\(values)]}}\n") == 0)
  }

  /// What depends on one axis is looked at once for each of its values, not for each combination.
  @Test(.timeLimit(.minutes(2))) func aThousandMillionTrials() throws {
    let values = (1...1000).map { "\($0)" }.joined(separator: ", ")
    let text = Self.trial.replacingOccurrences(
      of: "units: 2", with: "units: 2, weights: {normal: {mean: $m}}"
    ).replacingOccurrences(of: "epochs: 2", with: "epochs: $e")
    #expect(try faults(text + "sweep: {grid: {lr: [\(values)], m: [\(values)], e: [\(values)]}}\n") == 0)
  }
}
