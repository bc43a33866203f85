import Declarations
import Experiment
import Model
import Testing

@testable import Planner

/// Of a random sweep, what trials have in common is read once, and their numbers are put into it. It gives
/// what resolving each trial alone gives.
@Suite struct RandomTrialsTests {
  private static let network = "[dense: {units: $width, activation: $act}, dense: {units: 10}]"
  private static let adam = "{adam: {learning_rate: $rate, beta1: $beta}}"

  @Test(arguments: [
    "space: {rate: {log_uniform: [1e-6, 1]}, beta: {uniform: [0, 0.99]}}",
    "sampler: sobol, space: {rate: {uniform: [0.001, 3]}, beta: {normal: [0.5, 0.01]}}",
    "sampler: latin_hypercube, seed: 3, space: {rate: {integers: [1, 3]}, beta: [0.9, 0.5]}",
    // Large whole numbers, and numbers with an exponent.
    "space: {rate: {log_uniform: [1e-12, 1e12]}, beta: {uniform: [0, 1e-5]}}",
  ])
  func numbersOfAnOptimizer(_ space: String) throws {
    try check(makePlan(optimizer: Self.adam, sweep: "{random: {count: 300, \(space)}}"))
  }

  @Test func numbersAsTheyAreByDefault() throws {
    let sweep = "{random: {count: 200, space: {k: {integers: [1, 9]}, rate: {uniform: [0.1, 1]}}}, "
    let plan = try makePlan(optimizer: Self.adam, sweep: sweep + "derive: {beta: \"k / 10\"}}")
    try check(plan)
    #expect(try plan.trials().contains { $0.labels.last?.value?.number == 0.9 })
  }

  @Test func wholeNumbersChoicesAndPaths() throws {
    try check(
      makePlan(
        model: Self.network,
        sweep: """
          {random: {count: 200, space: {width: {integers: [3, 40]}, act: [relu, tanh, sigmoid],
            training.epochs: {log_integers: [1, 9]}, training.batch_size: {integers: [1, 900]},
            training.optimizer.adam.learning_rate: {log_uniform: [1e-4, 1e-1]}}}}
          """))
  }

  @Test func casesWithSpacesOfTheirOwn() throws {
    try check(
      makePlan(
        sweep: """
          {grid: {training.epochs: [1, 2]},
           random: {count: 100, space: {optimizer: {cases: {
            sgd: {training.optimizer: {sgd: {learning_rate: $rate}}, space: {rate: {uniform: [0.1, 1]}}},
            adam: {training.optimizer: {adam: {beta1: $b}}, space: {b: {uniform: [0.5, 0.95]}}},
            plain: {training.optimizer: adam}}}}}}
          """))
  }

  @Test func computedValuesConditionsAndSeeds() throws {
    let plan = try makePlan(
      model: Self.network, optimizer: "{sgd: {learning_rate: $half}}",
      sweep: """
        {random: {count: 300, space: {k: {integers: [1, 99]}, act: [relu, tanh], rate: {uniform: [0, 1]}}},
         derive: {width: "k // 2 + 1", half: "rate / 2 + 0.001"}, where: "rate < 0.5 or act == 'tanh'",
         seeds: 2}
        """)
    try check(plan)
    #expect(plan.count > 300 && plan.count < 600)
  }

  @Test func twoRandomDimensionsOfAUnionLoseTheirDoubles() throws {
    let plan = try makePlan(
      optimizer: "{sgd: {learning_rate: $rate}}",
      sweep: """
        [{random: {count: 100, space: {rate: {integers: [1, 20]}}}},
         {random: {count: 50, seed: 1, space: {rate: {integers: [1, 30]}}}}]
        """)
    try check(plan)
    #expect(Set(try plan.trials().map(\.id)).count == plan.count && plan.count <= 30)
  }

  @Test(arguments: [
    ("{uniform: [-0.01, 1]}", "learning_rate must be greater than 0, not '-0.0"),
    ("{integers: [0, 2]}", "learning_rate must be greater than 0, not '0'"),
    ("[0.1, fast]", "learning_rate must be a number"),
  ])
  func aDrawThatIsWrongIsFound(_ rate: String, _ message: String) {
    let error = #expect(throws: InvalidFiles.self) {
      _ = try makePlan(
        optimizer: "{sgd: {learning_rate: $rate}}",
        sweep: "{random: {count: 1000, space: {rate: \(rate), training.epochs: {integers: [1, 5]}}}}")
    }
    #expect(error?.diagnostics.first?.message.hasPrefix(message) == true, "\(error?.diagnostics ?? [])")
  }

  /// What does not fit is found where it is drawn, with what is drawn beside it.
  @Test func drawsThatDoNotFitEachOtherAreFound() {
    #expect(throws: InvalidFiles.self) {
      _ = try makePlan(
        model: "[dense: {units: 10}, dense: {units: $n}]",
        sweep: "{random: {count: 50, space: {n: {integers: [9, 10]}, training.epochs: {integers: [1, 5]}}}}")
    }
  }

  private func check(_ plan: TrialPlan) throws {
    let trials = try plan.trials()
    #expect(trials.count == plan.count)
    for trial in trials {
      let alone = try plan.trial(at: trial.index)
      #expect(trial.id == alone.id && trial.graph == alone.graph && trial.seed == alone.seed)
      #expect(
        trial.labels.map { "\($0) \($1?.text ?? "-")" } == alone.labels.map { "\($0) \($1?.text ?? "-")" })
      #expect(trial.spec == alone.spec)
    }
  }
}
