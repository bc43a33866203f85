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
    let grid = try makeGridPlan().grid
    #expect(grid.sizes == [3, 2, 2] && grid.count == 24 && grid.replicates == 2)
    for index in 0..<grid.count {
      let assignment = grid.assignment(at: index)
      #expect(grid.index(of: assignment.indices) == index - index % 2)
      #expect(assignment.seed == [7, 5][index % 2])
    }
  }

  @Test func theCombinationsOfSomeAxesAreAllThereOnceWithTheOthersAtTheirFirst() throws {
    let grid = try makeGridPlan().grid
    for axes: Set<Int> in [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]] {
      let places = (0..<grid.count(of: axes)).map { grid.index(ofCombination: $0, of: axes) }
      let found = places.map { grid.assignment(at: $0).indices }
      let expected = (0..<grid.count).map { grid.assignment(at: $0).indices }
        .filter { indices in indices.indices.allSatisfy { axes.contains($0) || indices[$0] == 0 } }
      #expect(Set(found) == Set(expected) && found.count == Set(found).count)
      #expect(places == places.sorted() && places.allSatisfy { $0 % grid.replicates == 0 })
    }
  }

  @Test func tooManyTrialsToCountAreRefused() throws {
    // 100 values on each of 10 axes are 10^20 trials.
    let values = "[" + (1...100).map(String.init).joined(separator: ", ") + "]"
    let axes = (0..<10).map { "a\($0): \(values)" }.joined(separator: ", ")
    let sum = (0..<10).map { "a\($0)" }.joined(separator: " + ")
    #expect(throws: PlanError.tooManyTrials) {
      try makePlan(
        model: "[dense: {units: $w}, dense: {units: 10}]", sweep: "{grid: {\(axes)}, derive: {w: \(sum)}}")
    }
  }
}
