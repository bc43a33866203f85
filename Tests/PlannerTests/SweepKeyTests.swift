import Experiment
import Testing

@testable import Planner

/// A key of the sweep, a name or a path, means the same in `grid`, `cases` and `derive`.
@Suite struct SweepKeyTests {
  @Test(arguments: [
    "{grid: {training.batch_size: [16, 32]}}",
    "{cases: {size: {small: {training.batch_size: 16}, large: {training.batch_size: 32}}}}",
    "{grid: {half: [8, 16]}, derive: {training.batch_size: half * 2}}",
  ])
  func aPathIsThePlaceOfItsValue(_ sweep: String) throws {
    let trials = try makePlan(sweep: sweep).trials()
    #expect(trials.map(\.spec.training.batchSize) == [.examples(16), .examples(32)])
  }

  @Test(arguments: [
    "{grid: {epochs: [2, 3]}}", "{cases: {length: {short: {epochs: 2}, long: {epochs: 3}}}}",
    "{grid: {n: [4, 6]}, derive: {epochs: n // 2}}",
  ])
  func theNameOfAColumnMayBeAnAxis(_ sweep: String) throws {
    let trials = try makePlan(epochs: "$epochs", sweep: sweep).trials()
    #expect(trials.map(\.spec.training.epochs) == [2, 3])
  }

  @Test func aCaseMayBindNamesAndPathsTogether() throws {
    let trials = try makePlan(
      model: "[dense: {units: $wide}, dense: {units: 10}]",
      sweep: "{cases: {size: {small: {wide: 8, seed: 1}, large: {wide: 16, seed: 2}}}}"
    ).trials()
    #expect(trials.map(\.seed) == [1, 2])
    #expect(trials.map { $0.graph.nodes[0].outputs } == [8, 16])
    #expect(trials.map { $0.labels.map { $0.value?.text ?? "" } } == [["small"], ["large"]])
  }

  @Test func valuesAreShownAsTheFileHasThemAndMeanNumbers() throws {
    let plan = try makePlan(
      optimizer: "{adam: {learning_rate: $rate}}", sweep: "{grid: {rate: [0.10, 1e-3, .5]}}")
    let trials = try plan.trials()
    #expect(trials.map { $0.axes[0].value?.text } == ["0.10", "1e-3", ".5"])
    #expect(trials.map { $0.axes[0].value?.number } == [0.1, 0.001, 0.5])
    let written = try makePlan(optimizer: "{adam: {learning_rate: 1e-1}}").trial(at: 0)
    #expect(trials[0].id == written.id)
  }

  @Test func armsAreTheTrialsThatDifferInTheirReplicateAlone() throws {
    let trials = try makePlan(epochs: "$e", sweep: "{grid: {e: [1, 2]}, seeds: [7, 8, 9]}").trials()
    #expect(trials.map(\.arm) == [0, 0, 0, 1, 1, 1])
    #expect(trials.map(\.replicate) == [0, 1, 2, 0, 1, 2])
  }
}

/// What decides a trial's result is its identity; what only observes it is not.
@Suite struct TrialIdentityTests {
  private func id(_ optimizer: String = "adam", epochs: String = "1", seed: String = "0") throws -> TrialID {
    try makePlan(seed: seed, optimizer: optimizer, epochs: epochs).trial(at: 0).id
  }

  @Test func whatIsAsByDefaultIsNoPartOfIt() throws {
    let plan = try makePlan(seed: "0")
    let trial = try plan.trial(at: 0)
    let members = trial.resolved.identity.compact
    #expect(!members.contains("seed") && !members.contains("generator") && !members.contains("batch_size"))
    #expect(members.contains("\"optimizer\":{\"adam\":{}}"))
    #expect(
      try id() == id("{adam: {learning_rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8}}"))
  }

  @Test func whatIsMeasuredIsNoPartOfIt() throws {
    // `epochs` is the last key of the training in the plan's file.
    #expect(try id(epochs: "1, record: {every: 3}, metrics: []") == id())
  }

  @Test(arguments: [", batch_size: 33", ", shuffle: false"])
  func whatDecidesTheTrainingIsPartOfIt(_ more: String) throws {
    #expect(try id(epochs: "1\(more)") != id())
  }

  private func observation(_ epochs: String, report: String = "") throws -> ObservationID {
    let plan = try makePlan(epochs: epochs, report: report)
    return try plan.captures.observation(of: plan.trial(at: 0))
  }

  @Test func whatIsObservedIsAnIdentityOfItsOwn() throws {
    let plain = try observation("1")
    #expect(try observation("1, record: {every: 1}, metrics: []") == plain)
    #expect(try observation("2") == plain)
    #expect(plain.description.count == 64)
    let others = try [
      observation("1, record: {every: 3}"), observation("1", report: ", parameters: true"),
      observation("1", report: ", predictions: {split: train}"),
      observation("1", report: ", predictions: {split: train, count: 3}"),
      observation("1", report: ", figures: [{name: f, panels: [confusion_matrix: {split: train}]}]"),
    ]
    #expect(Set(others + [plain]).count == 6)
    // What a figure is called moves nothing.
    let named = ", figures: [{name: g, title: G, panels: [confusion_matrix: {split: train, title: M}]}]"
    #expect(try observation("1", report: named) == others[4])
  }
}
