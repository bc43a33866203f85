import Testing

@testable import Experiment

/// Which axes decide which part of a trial, and which combinations therefore have to be tried.
@Suite struct SweepDependenciesTests {
  /// The axes by their names, for sets of numbers are hard to read.
  private func names(_ axes: Set<Int>, _ template: TrialTemplate) -> Set<String> {
    Set(axes.map { template.dimensions[$0].keys[0].name })
  }

  private func combinations(_ template: TrialTemplate) -> Set<Set<String>> {
    Set(SweepDependencies(template).combinationsToCheck.map { names($0, template) })
  }

  private func axes(_ template: TrialTemplate, at path: String) -> Set<String> {
    names(SweepDependencies(template).dimensions(at: path.split(separator: ".").map(String.init)), template)
  }

  @Test func withoutASweepThereIsOneCombination() throws {
    #expect(try combinations(makeTemplate(sweep: "{}")) == [[]])
  }

  @Test func axesThatNeverMeetAreTriedOneByOne() throws {
    let template = try makeTemplate(
      sweep: "{grid: {wide: [8, 9], act: [relu, tanh], training.epochs: [1, 2], seed: [1, 2]}}",
      units: "$wide", activation: "$act")
    #expect(combinations(template) == [[], ["wide"], ["act"], ["training.epochs"], ["seed"]])
  }

  @Test func whatIsComputedTogetherIsTriedTogether() throws {
    let template = try makeTemplate(
      sweep: "{grid: {a: [8, 9], b: [1, 2], c: [3, 4]}, derive: {d: a - b, e: d * 2, f: c}}", units: "$e",
      epochs: "$f")
    #expect(combinations(template) == [[], ["a", "b"], ["c"]])
    #expect(axes(template, at: "model.layers.0") == ["a", "b"])
    #expect(axes(template, at: "model.layers.1") == [] && axes(template, at: "training") == ["c"])
    #expect(names(SweepDependencies(template).derived, template) == ["a", "b", "c"])
  }

  @Test func anAxisOfOneValueDecidesNothing() throws {
    let template = try makeTemplate(sweep: "{grid: {a: [8], b: [1, 2]}, derive: {d: a - b}}", units: "$a")
    #expect(combinations(template) == [[], ["b"]] && axes(template, at: "model.layers.0") == [])
  }

  @Test func aPathIntoWhatAnotherReplacesIsTriedWithIt() throws {
    let template = try makeTemplate(
      sweep: """
        {grid: {training.optimizer: [{sgd: {learning_rate: 1}}, adam], training.optimizer.sgd.momentum: [0, 0.5],
                training.epochs: [1, 2]}}
        """)
    let both: Set = ["training.optimizer", "training.optimizer.sgd.momentum"]
    #expect(combinations(template) == [[], both, ["training.epochs"]])
    #expect(axes(template, at: "training.optimizer.sgd.momentum") == both)
    #expect(axes(template, at: "training.loss") == [])
    #expect(axes(template, at: "training") == both.union(["training.epochs"]))
  }

  @Test func namesWithinTheValuesOfAPathCount() throws {
    let template = try makeTemplate(
      sweep: "{grid: {rate: [1, 2], training.optimizer: [adam, {sgd: {learning_rate: $rate}}]}}")
    #expect(combinations(template).contains(["rate", "training.optimizer"]))
    #expect(axes(template, at: "training.optimizer") == ["rate", "training.optimizer"])
  }

  @Test func theNamesOfACaseAreBehindItsAxis() throws {
    let template = try makeTemplate(
      sweep:
        "{grid: {a: [1, 2]}, cases: {size: {s: {w: 8, training.epochs: 1}, l: {w: 9, training.epochs: 2}}}}",
      seed: "$a", units: "$w")
    #expect(combinations(template) == [[], ["a"], ["size"]])
    #expect(axes(template, at: "model.layers.0.dense.units") == ["size"])
    #expect(axes(template, at: "training.epochs") == ["size"] && axes(template, at: "seed") == ["a"])
  }

  @Test func aListThatIsANameDependsOnItWhole() throws {
    let template = try makeTemplate(
      sweep: "{grid: {l: [relu, {leaky_relu: {slope: 0.1}}]}}", activation: "$l")
    #expect(axes(template, at: "model.layers.0.dense.activation.leaky_relu.slope") == ["l"])
    #expect(axes(template, at: "model.layers.0.dense.units") == [])
  }

  @Test func whatTheRulesLookAtTogetherIsTriedTogether() throws {
    // The loss is compared with the last layer's outputs, and with the targets.
    let template = try makeTemplate(
      sweep: """
        {grid: {model.layers.1.dense.units: [1, 2], training.loss: [mean_squared_error, cross_entropy],
                model.layers.0.dense.units: [3, 4]}}
        """)
    #expect(combinations(template).contains(["model.layers.1.dense.units", "training.loss"]))
    #expect(combinations(template).allSatisfy { $0.count < 3 })
    // With a layer that states its inputs, every layer counts.
    let stating = try makeTemplate(
      sweep: "{grid: {wide: [3, 4], model.layers.1.dense.inputs: [3, 4], training.epochs: [1, 2]}}",
      units: "$wide", activation: "relu, inputs: 2")
    #expect(combinations(stating).contains(["wide", "model.layers.1.dense.inputs"]))
  }
}
