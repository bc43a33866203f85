import Foundation
import Testing

@testable import Reporter

/// A program that is killed while it writes leaves the results of one run, or what the next run needs to end
/// the exchange.
@Suite struct KilledWriterTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  /// Many figures, so that writing takes long beside training.
  private func experiment(_ seed: Int) -> String {
    let figures = (0..<40).map { "    - {name: f\($0), panels: [line: {y: train_loss}]}" }
    return """
      name: xor
      seed: \(seed)
      dataset: {name: xor, format: {inline: {features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}}}
      model: {layers: [dense: {units: 2, activation: tanh}, dense: {units: 1, activation: sigmoid}]}
      training: {loss: mean_squared_error, optimizer: {sgd: {learning_rate: 1}}, epochs: 3, batch_size: full}
      report:
        figures:
      \(figures.joined(separator: "\n"))
      """
  }

  private func run(_ seed: Int, killedAfter seconds: Double? = nil) throws -> Program {
    try workspace.write(experiment(seed), to: "xor.yaml")
    return try Program.run(["xor.yaml", "--quiet"], in: workspace.folder) { process in
      guard let seconds else { return }
      Thread.sleep(forTimeInterval: seconds)
      kill(process.processIdentifier, SIGKILL)
    }
  }

  /// Every file that the manifest lists is what it says, and no other is there.
  private func isWhole(_ folder: ResultsFolder) -> Bool {
    guard let listing = folder.listing else { return false }
    let names = Set(workspace.files(below: "results/xor").keys.filter { !$0.hasPrefix(".nnrun") })
    return listing.allSatisfy { folder.holds($0, $1) } && names == Set(listing.keys).union(["manifest.json"])
  }

  @Test func whatAKilledProgramLeavesIsWholeOnceMended() throws {
    #expect(try run(0).status == 0)
    let folder = ResultsFolder("\(workspace.folder)/results/xor")
    #expect(isWhole(folder))
    let start = Date()
    #expect(try run(1).status == 0)
    let duration = Date().timeIntervalSince(start)
    // The kills are spread over the whole run, and most of it is writing.
    let moments = 30
    var interrupted = 0
    for moment in 0..<moments {
      let delay = duration * Double(moment + 1) / Double(moments + 1)
      let program = try run(moment % 2 == 0 ? 2 : 3, killedAfter: delay)
      if program.status == 0 { continue }
      interrupted += 1
      try folder.mend()
      #expect(isWhole(folder), "killed after \(delay) s")
      #expect(!workspace.files(below: "results/xor").keys.contains { $0.contains(".nnrun") })
    }
    #expect(interrupted > moments / 3)
    #expect(try run(4).status == 0)
    #expect(isWhole(folder))
  }
}
