import Foundation
import Testing

/// Designs that somebody wrote who knows README and `docs/` alone: grids in cases, a heat map,
/// cross-validation, a claim.
@Suite struct ReaderDesignTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func run(_ arguments: [String]) throws -> Program {
    try Program.run(arguments, in: workspace.folder, environment: ["NNRUN_DATASETS": Workspace.datasets])
  }

  private func lines(_ name: String) -> [Substring] {
    String(decoding: workspace.files(below: "results")[name] ?? Data(), as: UTF8.self).split(separator: "\n")
  }

  @Test func optimizersAreComparedAtTheirOwnRates() throws {
    let program = try run(["--quiet", "\(Workspace.readersFiles)/nested.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    #expect(lines("nested/trials.csv").count == 1 + 2 * 3 * 5)
    let pairs = lines("nested/comparisons.csv")
    #expect(pairs.count == 2)
    #expect(pairs[1].hasPrefix("1,test_accuracy,sgd,0.1,adam,0.02,5,0,"))
  }

  @Test func aHeatMapHasACellForEveryPairOfValues() throws {
    let program = try run(["--quiet", "\(Workspace.readersFiles)/heatmap.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    #expect(lines("heatmap/summary.csv").count == 1 + 16)
    #expect(workspace.files(below: "results").keys.contains("heatmap/figures/heatmap.svg"))
  }

  @Test func foldsArePooledToARowAWidth() throws {
    let program = try run(["--quiet", "\(Workspace.readersFiles)/folds.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    #expect(lines("folds/trials.csv").count == 1 + 3 * 5 * 10)
    let summary = lines("folds/summary.csv")
    #expect(
      summary.dropFirst().map { $0.split(separator: ",").prefix(2) } == [
        ["2", "50"], ["8", "50"], ["32", "50"],
      ])
  }

  @Test func aClaimIsHeldAgainstARunAndItsResults() throws {
    let program = try run(["--quiet", "\(Workspace.readersFiles)/claim.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.hasSuffix("all 2 expectations are met\n"))
    #expect(try run(["check", "\(Workspace.readersFiles)/claim.yaml"]).status == 0)
    let stricter = try run([
      "check", "\(Workspace.readersFiles)/claim.yaml", "--set", "expect.1.mean.at_least=0.99",
    ])
    #expect(stricter.status == 1)
    #expect(
      stricter.errors.contains(
        "the mean of test_accuracy of activation=relu is 0.9262 (n = 10), expected at least 0.99"))
  }
}
