import Declarations
import Experiment
import Foundation
import Testing
import YAMLTree

/// The time to check a file grows with its length: it is a small multiple of the time to read it. Where each
/// entry is compared with all others, or looked for in the whole file, it is hundreds of times as long.
@Suite struct LargeFileTests {
  private static func trial(layers: String = "dense: {units: 2}") -> String {
    """
    name: large
    seed: 1
    dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}
    model: {layers: [\(layers)]}
    training: {loss: cross_entropy, optimizer: {adam: {learning_rate: $lr}}, epochs: 2}

    """
  }

  /// The seconds of this thread that an action takes, the fewest of a few times.
  private func seconds(_ action: () throws -> Void) rethrows -> Double {
    var fewest = Double.infinity
    for _ in 0..<3 {
      let start = threadSeconds()
      try action()
      fewest = min(fewest, threadSeconds() - start)
    }
    return fewest
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// How many mistakes are told, and how much longer it takes to find them than to read the file.
  private func check(_ text: String) throws -> (faults: Int, ratio: Double) {
    let path = NSTemporaryDirectory() + "large-\(UUID().uuidString).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reading = try seconds {
      var problems: [YAMLError] = []
      _ = try YAMLParser.parse(contentsOf: path, problems: &problems)
    }
    var faults = 0
    let checking = seconds {
      do throws(InvalidFiles) {
        _ = try Experiment(contentsOf: path, datasetFolders: [])
      } catch { faults = error.diagnostics.count }
    }
    return (faults, checking / reading)
  }

  private static func list(_ entry: (Int) -> String) -> String {
    (1...20_000).map(entry).joined(separator: ", ")
  }

  private static let sweep = "sweep: {grid: {lr: [0.1]}}\n"

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      ("distinct keys", trial() + sweep + "extra: {\(list { "key\($0): 1" })}"),
      ("keys of a layer", trial(layers: "dense: {units: 2, \(list { "key\($0): 1" })}") + sweep),
      ("one key again", trial() + sweep + "extra: {\(list { _ in "key: 1" })}"),
      ("tags", trial() + sweep + "extra: [\(list { "!tag\($0) x" })]"),
      ("anchors", trial() + sweep + "extra: [\(list { "&anchor\($0) x" })]"),
      ("names of layers", trial(layers: list { "$name\($0)" }) + sweep),
      ("names in layers", trial(layers: list { "dense: {units: $name\($0)}" }) + sweep),
      ("axes", trial() + "sweep: {grid: {lr: [0.1], \(list { "a\($0): [1, 2]" })}}"),
    ])
  func manyMistakes(_ what: String, _ text: String) throws {
    let (faults, ratio) = try check(text)
    #expect((1...100).contains(faults), "\(what)")
    #expect(ratio < Self.limit, "\(what)")
  }

  @Test(.timeLimit(.minutes(2))) func anAxisOfManyValues() throws {
    let (faults, ratio) = try check(
      Self.trial() + "sweep: {grid: {lr: [\(Self.list { "0.\(100_000 + $0)" })]}}\n")
    #expect(faults == 0)
    #expect(ratio < Self.limit)
  }

  private static let limit = 30.0

  /// What depends on one axis is looked at once for each of its values, not for each combination.
  @Test(.timeLimit(.minutes(2))) func aThousandMillionTrials() throws {
    let values = (1...1000).map { "\($0)" }.joined(separator: ", ")
    let text = Self.trial().replacingOccurrences(
      of: "units: 2", with: "units: 2, weights: {normal: {mean: $m}}"
    ).replacingOccurrences(of: "epochs: 2", with: "epochs: $e")
    let (faults, _) = try check(text + "sweep: {grid: {lr: [\(values)], m: [\(values)], e: [\(values)]}}\n")
    #expect(faults == 0)
  }
}
