import Declarations
import Experiment
import Model
import Testing
import YAMLTree

@testable import Planner

/// Planning in blocks, each part of a trial resolved once, gives what resolving each trial alone gives.
@Suite struct TrialReaderTests {
  @Test(arguments: 0..<60)
  func blocksGiveWhatEachTrialAloneGives(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let plan = try randomPlan(&random)
    var alone: [Trial] = []
    var diagnostics: Set<Diagnostic> = []
    for index in 0..<plan.count {
      do throws(InvalidFiles) { alone.append(try plan.trial(at: index)) } catch {
        diagnostics.formUnion(error.diagnostics)
      }
    }
    if diagnostics.isEmpty {
      let trials = try plan.trials()
      #expect(trials.map(Summary.init) == alone.map(Summary.init))
      #expect(trials.map(\.spec) == alone.map(\.spec))
    } else {
      let error = #expect(throws: InvalidFiles.self) { try plan.check() }
      #expect(Set(error?.diagnostics ?? []) == diagnostics)
    }
  }

  /// Fields are read once for all numbers of a long axis, and nothing but what is shown is put together.
  @Test(arguments: [
    "{grid: {training.optimizer.adam.learning_rate: {lin: {from: 0, to: 0.02, count: 21}}, e: [1]}, "
      + "where: training.optimizer.adam.learning_rate > 0}",
    "{grid: {training.batch_size: {range: {from: 16, to: 48}}, e: {range: {from: 1, to: 20}}}, seeds: 2}",
    "{grid: {e: [1], w: {range: {from: 1, to: 20}}}, derive: {model.layers.0.dense.units: 10 + 0 * w, "
      + "training.batch_size: 2 * w}}",
    "[{grid: {e: {range: {from: 1, to: 20}}}}, {grid: {e: {range: {from: 11, to: 40}}}}]",
    "{grid: {e: [\((1...20).map { "\($0)" }.joined(separator: ", "))], seed: {range: {from: 1, to: 17}}}}",
    "{grid: {e: {range: {from: 1, to: 17}}}, cases: {o: {a: {training.batch_size: 8}, "
      + "b: {training.optimizer: {sgd: {learning_rate: $r}}, grid: {r: [0.1, 0.2]}}}}}",
    "{random: {count: 40, space: {training.batch_size: {integers: [1, 64]}, e: {integers: [1, 9]}}}, "
      + "seeds: {count: 2, vary: [init]}}",
  ])
  func numbersGiveWhatEachTrialAloneGives(sweep: String) throws {
    let plan = try makePlan(epochs: "$e", sweep: sweep)
    try plan.check()
    let costs = plan.survey(noting: 0) { _, _ in
    } merge: { _, _ in
    }.costs
    var reader = TrialReader(plan)
    for index in 0..<plan.count {
      let alone = try plan.trial(at: index)
      let read = reader.trial(at: index)
      let trial = try #require(read)
      #expect(Summary(trial) == Summary(alone) && trial.spec == alone.spec)
      for costs in [costs, PlanCosts()] {
        let shown = reader.plannedTrial(at: index, costs)
        let planned = try #require(shown)
        #expect(planned.index == index && planned.id == alone.id && planned.seed == alone.seed)
        #expect(planned.labels == alone.labels.map(\.value) && planned.replicate == alone.replicate)
        #expect(planned.labels.map { $0?.text } == alone.labels.map { $0.value?.text })
        #expect(planned.cost.parameters == alone.cost.parameters)
        #expect(planned.cost.trainingMultiplyAdds == alone.cost.trainingMultiplyAdds)
        #expect(planned.datasetDigest == alone.datasetDigest)
      }
    }
  }

  /// Each value alone is right, and one combination of them is not.
  @Test func optionsThatDoNotFitEachOtherAreFound() throws {
    let plan = try makePlan(
      optimizer: "{sgd: {learning_rate: 0.1, momentum: 0.9}}",
      sweep: "{grid: {training.optimizer.sgd.momentum: [0.9, 0], "
        + "training.optimizer.sgd.nesterov: [false, true], seed: [1, 2]}}")
    let error = #expect(throws: InvalidFiles.self) { try plan.check() }
    #expect(error?.diagnostics.map(\.message) == ["nesterov looks ahead along the momentum, which is 0"])
  }

  /// Trials are also right when they are not asked for in their order.
  @Test(arguments: 0..<20)
  func anyOrderWillDo(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let plan = try randomPlan(&random)
    var reader = TrialReader(plan)
    for index in (0..<plan.count).shuffled(using: &random) {
      let alone = try? plan.trial(at: index)
      #expect(reader.trial(at: index).map(Summary.init) == alone.map(Summary.init))
    }
  }

  @Test func blocksComeInOrderAndStopWhenTold() throws {
    let values = (1...100).map(String.init).joined(separator: ", ")
    let plan = try makePlan(
      epochs: "$e", sweep: "{grid: {e: [\(values)], training.batch_size: [\(values)], seed: [1, 2, 3]}}")
    var indices: [Int] = []
    plan.forEachBlock(count: plan.count) { reader, range in
      range.compactMap { reader.trial(at: $0)?.index }
    } then: {
      indices += $0
      return indices.count < 10_000
    }
    #expect(indices.count >= 10_000 && indices.count < plan.count)
    #expect(indices == Array(0..<indices.count))
  }

  @Test func everyFaultyCombinationIsToldOnceAndNotMoreThanAHundred() throws {
    let values = (1...100).map(String.init).joined(separator: ", ")
    let few = try makePlan(
      model: "[dense: {units: $width}, dense: {units: 10}]",
      sweep: "{grid: {seed: [1, 2, 3], a: [3, 1], b: [1, 2, 3]}, derive: {width: a - b + 1}}")
    let error = #expect(throws: InvalidFiles.self) { try few.check() }
    #expect(
      error?.diagnostics.map(\.message)
        == ["0", "-1"].map { "units must be at least 1 and at most 1000000, not \($0)" })
    #expect(error?.isTruncated == false)

    let many = try makePlan(
      model: "[dense: {units: $width}, dense: {units: 10}]",
      sweep: "{grid: {a: [1000, \(values)], b: [\(values)], c: [0, 50]}, derive: {width: a - b * c}}")
    let cut = #expect(throws: InvalidFiles.self) { try many.check() }
    #expect(cut?.diagnostics.count == 100)
    #expect(cut?.isTruncated == true)
  }

  /// What a plan shows of a trial, and what its results depend on.
  private struct Summary: Equatable {
    var index: Int, id: TrialID, labels: [String], replicate: Int, graph: NetworkGraph, dataset: String

    init(_ trial: Trial) {
      index = trial.index
      id = trial.id
      labels = trial.labels.map { "\($0.name)=\($0.value?.text ?? "")" }
      replicate = trial.replicate
      graph = trial.graph
      dataset = trial.dataset.name
    }
  }

  /// A grid of some axes of every sort: names, cases, names behind derived values, paths, whole sections,
  /// names within the values of paths, seeds, replicates. About a third of them hold combinations that are
  /// wrong.
  private func randomPlan(_ random: inout SplitMix) throws -> TrialPlan {
    let wide = ["40", "24", "16"], small = ["1", "2", "24"]
    let hasCases = Bool.random(using: &random)
    var grid = hasCases ? ["training.epochs: [1, 2]"] : ["wide: [\(wide.joined(separator: ", "))]"]
    let cases =
      hasCases
      ? ", cases: {size: {large: {wide: 40, unit: zeros}, small: {wide: 16, unit: xavier_normal}}}" : ""
    let weights = hasCases ? "$unit" : "kaiming_normal"
    var model = "[dense: {units: $wide, weights: \(weights)}, dense: {units: 10}]"
    var derive = ""
    if Bool.random(using: &random) {
      // 24 - 24 and 16 - 24 are no widths.
      let values = Bool.random(using: &random) ? small : Array(small.dropLast())
      grid.append("less: [\(values.joined(separator: ", "))]")
      derive = ", derive: {narrow: wide - less, half: narrow / 2}"
      model = "[dense: {units: $wide, weights: \(weights)}, dense: {units: $narrow}, dense: {units: 10}]"
    }
    let paths = [
      "training.optimizer: [adam, {sgd: {learning_rate: 0.1}}, {sgd: {learning_rate: 0.5, momentum: 0.9}}]",
      "training.batch_size: [full, 32, $wide]", "model.layers.0.dense.weights: [zeros, {normal: {mean: 1}}]",
      "precision: [float64, float32]", "generator: [numpy, torch]",
      "training: [{loss: cross_entropy, optimizer: adam, epochs: 2}, {loss: cross_entropy, optimizer: adam, epochs: $wide}]",
    ]
    // A path that is computed.
    if !hasCases, Bool.random(using: &random) {
      derive += derive.isEmpty ? ", derive: {training.epochs: wide * 2}" : ""
    }
    // One that replaced `$unit` would leave it without a use.
    for path in paths
    where Int.random(in: 0..<3, using: &random) == 0 && !(hasCases && path.hasPrefix("model")) {
      grid.append(path)
    }
    // Seeds are an axis or replicates.
    let replicates = Int.random(in: 0..<3, using: &random) == 0
    if !replicates, Bool.random(using: &random) { grid.append("seed: [7, 9, 8]") }
    grid.shuffle(using: &random)
    let seeds = replicates ? ", seeds: [5, 4]" : ""
    return try makePlan(
      model: model, sweep: "{grid: {\(grid.joined(separator: ", "))}\(derive)\(seeds)\(cases)}")
  }
}

/// Steele, Lea and Flood 2014: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
