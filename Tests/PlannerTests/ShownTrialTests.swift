import Experiment
import Foundation
import TestSupport
import Testing

@testable import Planner

/// The trial that a panel shows is the first that has all values of its `where`.
@Suite struct ShownTrialTests {
  private func shown(_ condition: String, where kept: String? = nil) throws -> [Int] {
    let text = """
      name: e
      dataset: {name: d, classes: [a, b], format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}}
      model: {layers: [dense: {units: $h}, dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: {adam: {learning_rate: $rate}}, epochs: 1}
      sweep:
        grid: {h: [2, 4, 6], rate: [0.10, 1e-2]}
        derive: {product: h * rate}
        seeds: [7, 9]
        \(kept.map { "where: \($0)" } ?? "")
      report: {table: [product], figures: [{name: f, panels: [confusion_matrix: {split: train, where: {\(condition)}}]}]}
      """
    let plan = try trialPlan(text)
    let captures = plan.captures
    return (0..<plan.count).filter(captures.isShown)
  }

  // Trials: h 2 2 2 2 4 4 4 4 6 6 6 6, rate .1 .1 .01 .01 ..., seed 7 9 7 9 ...
  @Test(arguments: [
    ("h: 4", 4), ("rate: 0.01", 2), ("h: 6, rate: 1e-1", 8), ("seed: 9", 1), ("replicate: 1, h: 4", 5),
    ("product: 0.4", 4), ("product: 0.06, seed: 9", 11), ("rate: 0.01, product: 0.04", 6),
  ]) func isFound(_ condition: String, _ index: Int) throws {
    #expect(try shown(condition) == [index])
  }

  @Test func isFoundAmongTheCombinationsThatAreKept() throws {
    #expect(try shown("product: 0.04, seed: 9", where: "h > 2") == [3])
  }
}
