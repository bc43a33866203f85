import Foundation
import Testing

/// Networks that somebody wrote who knows README and `docs/` alone: a recurrent classifier, two branches that
/// are joined, an autoencoder with tied weights, a frozen layer.
@Suite struct ReaderModelTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  /// Runs a file and returns the rows of its `trials.csv` by the names of their columns.
  private func trials(of name: String, _ arguments: [String] = []) throws -> [[String: Substring]] {
    let program = try Program.run(
      ["--quiet", "\(Workspace.readersFiles)/\(name).yaml"] + arguments, in: workspace.folder,
      environment: ["NNRUN_DATASETS": Workspace.datasets])
    try #require(program.status == 0, "\(program.errors)")
    return try workspace.rows("\(name)/trials.csv")
  }

  private func number(_ row: [String: Substring], _ column: String) throws -> Double {
    try #require(row[column].flatMap { Double($0) }, "\(column)")
  }

  /// In 8 of its 25 epochs it is already five times as good as guessing.
  @Test func anLSTMReadsSequences() throws {
    let trials = try trials(of: "lstm_classifier", ["--set", "training.epochs=8", "--output", "results"])
    try #require(trials.count == 1)
    // Two directions of four gates of 24 units, each with a weight for the input, 24 for the state and two
    // biases, 5,184; the dense layer has 490.
    #expect(trials[0]["parameters"] == "5674")
    #expect(try number(trials[0], "test_accuracy") > 0.45)
  }

  @Test func twoBranchesAreJoined() throws {
    let trials = try trials(of: "two_branches")
    try #require(trials.count == 1)
    // 8 filters of 9 weights have 80 parameters, 32 units of 64 inputs 2,080, and 10 units of 128 + 32 inputs
    // 1,610.
    #expect(trials[0]["parameters"] == "3770")
    #expect(try number(trials[0], "test_accuracy") > 0.96)
  }

  @Test func anAutoencoderSharesItsWeights() throws {
    let trials = try trials(of: "tied_autoencoder")
    // The weights count once.
    #expect(trials.map { $0["parameters"] } == ["324", "1104", "2144"])
    let losses = try trials.map { try number($0, "test_loss") }
    #expect(losses == losses.sorted(by: >), "its expectation says so, too")
  }

  @Test func aFrozenLayerStaysAsItWas() throws {
    let trials = try trials(of: "frozen_first_layer")
    try #require(trials.count == 6)
    for trial in trials {
      let isFrozen = trial["frozen"] == "true"
      #expect(trial["parameters"] == (isFrozen ? "330" : "2410"))
      #expect(trial["update_ratio.layers.first"]?.isEmpty == isFrozen)
    }
    let weights = try workspace.rows("frozen_first_layer/parameters.csv").filter {
      $0["parameter"] == "layers.first.weight"
    }
    try #require(weights.count == 6 * 32 * 64)
    let moved = weights.filter { $0["initial"] != $0["final"] }
    #expect(moved.allSatisfy { $0["frozen"] == "false" })
    // Some pixels at the rim are blank in all images: their weights have no gradient.
    #expect(moved.count > 3 * 32 * 50)
  }
}
