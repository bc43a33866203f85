import Experiment
import Testing

@testable import Planner

/// The order of the trials of grid × cases × seeds, and the places of combinations in it.
@Suite struct GridTests {
  private func makeGridPlan() throws -> TrialPlan {
    try makePlan(
      model: "[dense: {units: $wide, activation: $act}, dense: {units: 10}]",
      sweep: """
        {seeds: [7, 5], cases: {size: {s: {wide: 8}, l: {wide: 16}}}, grid: {training.epochs: [1, 2, 3], act: [relu, tanh]}}
        """)
  }

  @Test func casesTurnFasterThanTheGridAndSeedsFasterStill() throws {
    var expected: [String] = []
    for epochs in ["1", "2", "3"] {
      for act in ["relu", "tanh"] {
        for size in ["s", "l"] {
          for seed in ["7", "5"] { expected.append("\(epochs) \(act) \(size) \(seed)") }
        }
      }
    }
    let trials = try makeGridPlan().trials()
    #expect(
      trials.map { ($0.labels.map { $0.value?.text ?? "" } + ["\($0.seed)"]).joined(separator: " ") }
        == expected)
    #expect(trials.map(\.index) == Array(0..<24))
  }

  @Test func anIndexIsThePlaceOfItsAssignment() throws {
    let planned = try makeGridPlan().blocks[0]
    let grid = planned.block.grid
    #expect(grid.sizes == [3, 2, 2] && grid.count == 12)
    #expect(planned.trialCount == 24 && planned.replicates == 2)
    for index in 0..<planned.trialCount {
      let assignment = planned.assignment(at: index)
      #expect(grid.combination(of: assignment.indices) == index / 2)
      #expect(assignment.seed == [7, 5][index % 2])
    }
  }

  @Test func theCombinationsOfSomeDimensionsAreAllThereOnceWithTheOthersAtTheirFirst() throws {
    let grid = try makeGridPlan().blocks[0].block.grid
    for among: Set<Int> in [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]] {
      let found = (0..<grid.count(of: among)).map { grid.indices(of: $0, among: among) }
      let expected = (0..<grid.count).map { grid.indices(of: $0) }
        .filter { indices in indices.indices.allSatisfy { among.contains($0) || indices[$0] == 0 } }
      #expect(found == expected)
      #expect(found.map { grid.combination(of: $0, among: among.sorted()) } == Array(found.indices))
    }
  }

  @Test func tooManyTrialsToCountAreRefused() throws {
    // 100 values on each of 9 axes are 10^18 combinations, and 10^20 trials of 100 seeds.
    let values = "[" + (1...100).map(String.init).joined(separator: ", ") + "]"
    let axes = (0..<9).map { "a\($0): \(values)" }.joined(separator: ", ")
    let sum = (0..<9).map { "a\($0)" }.joined(separator: " + ")
    #expect(throws: PlanError.tooManyTrials(block: 0)) {
      try makePlan(
        model: "[dense: {units: $w}, dense: {units: 10}]",
        sweep: "{grid: {\(axes)}, derive: {w: \(sum)}, seeds: \(values)}")
    }
  }
}
