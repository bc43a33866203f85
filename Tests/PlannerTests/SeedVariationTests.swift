import Experiment
import TestSupport
import Testing

@testable import Planner

/// `seeds: {count: ..., vary: [...]}`: what differs between replicates.
@Suite struct SeedVariationTests {
  private func trials(_ seeds: String, seed: Int = 7) throws -> [Trial] {
    try trialPlan(
      """
      name: example
      seed: \(seed)
      dataset:
        name: d
        classes: [a, b]
        format: {inline: {features: [[0], [1], [2], [3]], targets: [0, 1, 0, 1]}}
        split: {test: 2, seed: 3}
      model: {layers: [dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: adam, epochs: 1}
      sweep: {seeds: \(seeds)}
      """
    ).trials()
  }

  @Test func withoutItAllNumbersAreOfOneStream() throws {
    #expect(try trials("3").allSatisfy { $0.trainingSeeds == nil && $0.dataset.split?.seed == 3 })
  }

  @Test func whatIsNotNamedKeepsTheExperimentsSeed() throws {
    let initial = try trials("{count: 3, vary: [init]}")
    #expect(initial.map(\.seed) == [7, 8, 9])
    #expect(initial.map { $0.trainingSeeds?.initialValues } == [7, 8, 9])
    #expect(initial.map { $0.trainingSeeds?.order } == [7, 7, 7])
    let order = try trials("{count: [1, 2], vary: [order]}")
    #expect(order.map { $0.trainingSeeds?.initialValues } == [7, 7])
    #expect(order.map { $0.trainingSeeds?.order } == [1, 2])
  }

  @Test func aSplitThatVariesIsDrawnFromTheReplicatesSeed() throws {
    let trials = try trials("{count: 2, vary: [split]}")
    #expect(trials.map { $0.dataset.split?.seed } == [7, 8])
    #expect(Set(trials.map(\.dataset.digest)).count == 2)
    #expect(trials.map { $0.trainingSeeds?.initialValues } == [7, 7])
  }

  @Test func thePlanHasTheDataOfEveryReplicate() throws {
    let text = """
      name: example
      dataset:
        name: d
        classes: [a, b]
        format: {inline: {features: [[0], [1], [2], [3]], targets: [0, 1, 0, 1]}}
        split: {test: 2}
      model: {layers: [dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: adam, epochs: $e}
      sweep: {grid: {e: [1, 2]}, seeds: {count: 3, vary: [split]}}
      """
    #expect(try trialPlan(text).datasets().map { $0.split?.seed } == [0, 1, 2])
  }

  @Test func whatVariesDecidesWhatATrialIs() throws {
    let all = try [
      "3", "{count: 3, vary: [init]}", "{count: 3, vary: [order]}", "{count: 3, vary: [init, order]}",
    ]
    .flatMap { try trials($0).map(\.id.hexadecimal) }
    #expect(Set(all).count == 12)
    // The order of the names does not matter, the experiment's seed does.
    #expect(
      try trials("{count: 2, vary: [order, init]}").map(\.id)
        == trials("{count: 2, vary: [init, order]}").map(\.id))
    #expect(
      try trials("{count: [7], vary: [init]}").map(\.id)
        != trials("{count: [7], vary: [init]}", seed: 8).map(\.id))
  }

  @Test func theReaderAndTheTemplateAgree() throws {
    for trial in try trials("{count: 3, vary: [init, split]}") {
      #expect(TrialID(trial.resolved, numericsVersion: 1) == trial.id)
    }
  }
}
