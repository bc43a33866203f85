import Declarations
import Experiment
import Testing

@testable import Planner

/// Sweeps, and the trials that they are. `e` stands for training.epochs, `b` for training.batch_size, `s` for
/// seed; a name that does not apply to a trial is left out.
@Suite struct SweepTrialsTests {
  /// The labels of every trial, and its seed where there are replicates.
  private static func trials(
    _ sweep: String, model: String = "[dense: {units: 10}]"
  ) throws -> [String] {
    let text = sweep.replacing(/\b(e|b)\b/) { $0.output.1 == "e" ? "training.epochs" : "training.batch_size" }
    let plan = try makePlan(model: model, sweep: text)
    return try plan.trials().map { trial in
      let labels = trial.labels.compactMap { label in
        label.value.map { value in
          let name = label.name.replacing("training.epochs", with: "e")
            .replacing("training.batch_size", with: "b")
          return "\(name)=\(value.text)"
        }
      }
      return (labels + (plan.replicates > 1 ? ["#\(trial.seed)"] : [])).joined(separator: " ")
    }
  }

  @Test(arguments: [
    // One point, one axis, two axes in the order of the file.
    ("{}", [""]),
    ("{grid: {e: [3]}}", ["e=3"]),
    ("{grid: {e: [3, 1, 2]}}", ["e=3", "e=1", "e=2"]),
    ("{grid: {e: [1, 2], b: [4, 8]}}", ["e=1 b=4", "e=1 b=8", "e=2 b=4", "e=2 b=8"]),
    // Sequences.
    ("{grid: {e: {range: {from: 1, to: 3}}}}", ["e=1", "e=2", "e=3"]),
    ("{grid: {e: {range: {from: 2, to: 9, step: 3}}}}", ["e=2", "e=5", "e=8"]),
    ("{grid: {e: {range: {from: 3, to: 1, step: -1}}}}", ["e=3", "e=2", "e=1"]),
    ("{grid: {e: {range: {from: 5, to: 5}}}}", ["e=5"]),
    ("{grid: {e: {lin: {from: 1, to: 9, count: 3}}}}", ["e=1", "e=5", "e=9"]),
    ("{grid: {e: {log: {from: 1, to: 100, count: 3}}}}", ["e=1", "e=10", "e=100"]),
    ("{grid: {e: {geom: {from: 1, to: 9}}}}", ["e=1", "e=2", "e=4", "e=8"]),
    ("{grid: {e: {geom: {from: 8, to: 1, factor: 0.5}}}}", ["e=8", "e=4", "e=2", "e=1"]),
    // Nodes have short names, or those that the file gives them.
    (
      "{grid: {training.optimizer: [adam, sgd: {learning_rate: 0.1}, sgd: {learning_rate: 0.2}]}}",
      [
        "training.optimizer=adam", "training.optimizer=sgd learning_rate=0.1",
        "training.optimizer=sgd learning_rate=0.2",
      ]
    ),
    (
      "{grid: {training.optimizer: [adam, {label: SGD 0.1, value: {sgd: {learning_rate: 0.1}}}]}}",
      ["training.optimizer=adam", "training.optimizer=SGD 0.1"]
    ),
    ("{grid: {e: [{label: few, value: 1}, {label: many, value: 9}]}}", ["e=few", "e=many"]),
    ("{zip: {e: [{label: few, value: 1}, 9], b: [4, 8]}}", ["e=few b=4", "e=9 b=8"]),
    ("{grid: {e: [{label: few, value: 1}, {label: many, value: 9}]}, where: e > 1}", ["e=many"]),
    ("{grid: {e: [{label: few, value: 1}, {label: many, value: 9}]}, where: e == 'few'}", ["e=few"]),
    ("{grid: {e: [{label: few, value: 1}, 2]}, derive: {b: e * 4}}", ["e=few b=4", "e=2 b=8"]),
    (
      "{grid: {training.optimizer: [adam, {sgd: {learning_rate: 0.1}}]}, where: \"training.optimizer != 'adam'\"}",
      ["training.optimizer=sgd learning_rate=0.1"]
    ),
    (
      "{grid: {model.layers: [[dense: {units: 10}], [dense: {units: 64, activation: relu}, dense: {units: 10}]]}}",
      [
        "model.layers=[dense units=10]",
        "model.layers=[dense units=64 activation=relu, dense units=10]",
      ]
    ),
    // A zip is one dimension, beside others; several of them.
    ("{zip: {e: [1, 2, 3], b: [4, 4, 8]}}", ["e=1 b=4", "e=2 b=4", "e=3 b=8"]),
    ("{zip: {e: [1, 2], b: [8, 4]}}", ["e=1 b=8", "e=2 b=4"]),
    ("{zip: {e: {range: {from: 1, to: 2}}, b: [8, 4]}}", ["e=1 b=8", "e=2 b=4"]),
    (
      "{grid: {seed: [0, 1]}, zip: {e: [1, 2], b: [8, 4]}}",
      ["seed=0 e=1 b=8", "seed=0 e=2 b=4", "seed=1 e=1 b=8", "seed=1 e=2 b=4"]
    ),
    ("{zip: [{e: [1, 2]}, {b: [8, 4]}]}", ["e=1 b=8", "e=1 b=4", "e=2 b=8", "e=2 b=4"]),
    // Cases: their names, what they bind, conditional axes.
    ("{cases: {k: {one: {e: 1}, two: {e: 2}}}}", ["k=one", "k=two"]),
    ("{cases: {k: {one: {e: 1}, none: {}}}}", ["k=one", "k=none"]),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}}", ["k=one e=1", "k=one e=2", "k=none"]),
    (
      "{cases: {k: {one: {grid: {e: [1, 2]}}, two: {grid: {b: [4, 8]}}}}}",
      ["k=one e=1", "k=one e=2", "k=two b=4", "k=two b=8"]
    ),
    (
      "{cases: {k: {one: {grid: {e: [1], b: [4, 8]}}, two: {grid: {b: [2]}}}}}",
      ["k=one e=1 b=4", "k=one e=1 b=8", "k=two b=2"]
    ),
    (
      "{cases: {k: {one: {zip: {e: [1, 2], b: [4, 8]}}, two: {e: 3}}}}",
      ["k=one e=1 b=4", "k=one e=2 b=8", "k=two e=3"]
    ),
    (
      "{cases: {k: {one: {cases: {j: {x: {e: 1}, y: {e: 2}}}}, two: {e: 3}}}}",
      ["k=one j=x", "k=one j=y", "k=two"]
    ),
    (
      "{grid: {b: [4, 8]}, cases: {k: {one: {grid: {e: [1, 2]}}, two: {}}}}",
      ["b=4 k=one e=1", "b=4 k=one e=2", "b=4 k=two", "b=8 k=one e=1", "b=8 k=one e=2", "b=8 k=two"]
    ),
    (
      "{cases: {k: {one: {e: 1}, two: {}}, j: {x: {b: 4}, y: {}}}}",
      ["k=one j=x", "k=one j=y", "k=two j=x", "k=two j=y"]
    ),
    // Conditions.
    ("{grid: {e: [1, 2, 3]}, where: e > 1}", ["e=2", "e=3"]),
    ("{grid: {e: [1, 2, 3]}, where: e == 2}", ["e=2"]),
    ("{grid: {e: [1, 2, 3]}, where: e != 2}", ["e=1", "e=3"]),
    ("{grid: {e: [1, 2, 3]}, where: \"not e >= 3\"}", ["e=1", "e=2"]),
    ("{grid: {e: [1, 2, 3]}, where: \"e in [1, 3.0]\"}", ["e=1", "e=3"]),
    ("{grid: {e: [1, 2, 3]}, where: \"e not in [1]\"}", ["e=2", "e=3"]),
    ("{grid: {e: [1, 2], b: [1, 2, 4]}, where: b >= 2 * e}", ["e=1 b=2", "e=1 b=4", "e=2 b=4"]),
    (
      "{grid: {e: [1, 2], b: [1, 2, 4]}, where: \"(e + 1) * 2 <= b or (e == 2 and b == 1)\"}",
      ["e=1 b=4", "e=2 b=1"]
    ),
    (
      "{grid: {e: [1, 2]}, cases: {k: {one: {b: 4}, two: {b: 8}}}, where: \"k == 'two' or e == 1\"}",
      ["e=1 k=one", "e=1 k=two", "e=2 k=two"]
    ),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, where: e > 1}", ["k=one e=2"]),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, where: e != 1}", ["k=one e=2", "k=none"]),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, where: \"not e > 1\"}", ["k=one e=1", "k=none"]),
    // What is wrong and not kept is no mistake.
    ("{grid: {e: [0, 1]}, where: e > 0}", ["e=1"]),
    ("{grid: {e: [0, 1], b: [0, 4]}, where: e > 0 and b > 0}", ["e=1 b=4"]),
    // Derived values.
    ("{grid: {e: [1, 2]}, derive: {b: e * 4}}", ["e=1 b=4", "e=2 b=8"]),
    ("{grid: {e: [1, 2]}, derive: {b: e * 4}, where: b > 4}", ["e=2 b=8"]),
    (
      "{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, derive: {b: e * 2}}",
      ["k=one e=1 b=2", "k=one e=2 b=4", "k=none"]
    ),
    (
      "{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, derive: {half: e * 2, b: half + 1}}",
      ["k=one e=1 half=2 b=3", "k=one e=2 half=4 b=5", "k=none"]
    ),
    // Derived values in any order.
    (
      "{grid: {e: [1, 2]}, derive: {b: half + 1, half: e * 2}}", ["e=1 half=2 b=3", "e=2 half=4 b=5"]
    ),
    // Folds turn faster than all other dimensions.
    ("{folds: 3}", ["fold=0", "fold=1", "fold=2"]),
    ("{grid: {e: [1, 2]}, folds: 2}", ["e=1 fold=0", "e=1 fold=1", "e=2 fold=0", "e=2 fold=1"]),
    (
      "{folds: {count: 2, stratify: true, seed: 3}, seeds: 2}",
      ["fold=0 #42", "fold=0 #43", "fold=1 #42", "fold=1 #43"]
    ),
    ("{folds: 4, where: fold % 2 == 1}", ["fold=1", "fold=3"]),
    ("{folds: 2, derive: {e: fold + 1}}", ["fold=0 e=1", "fold=1 e=2"]),
    (
      "{cases: {k: {one: {zip: {e: [1, 2], b: [4, 8]}}, two: {}}}, folds: 2, where: k == 'two' or fold == 0}",
      ["k=one e=1 b=4 fold=0", "k=one e=2 b=8 fold=0", "k=two fold=0", "k=two fold=1"]
    ),
    ("[{folds: 2}, {grid: {e: [1, 2]}}]", ["fold=0", "fold=1", "e=1", "e=2"]),
    // Replicates turn fastest.
    ("{grid: {e: [1, 2]}, seeds: [7, 5]}", ["e=1 #7", "e=1 #5", "e=2 #7", "e=2 #5"]),
    (
      "{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}, seeds: [7, 5], where: e > 1}",
      ["k=one e=2 #7", "k=one e=2 #5"]
    ),
    ("{grid: {e: [1, 2]}, seeds: 2}", ["e=1 #42", "e=1 #43", "e=2 #42", "e=2 #43"]),
    ("{seeds: 3}", ["#42", "#43", "#44"]),
    // Unions, without doubles.
    ("[{grid: {e: [1, 2]}}]", ["e=1", "e=2"]),
    ("[{grid: {e: [1, 2]}}, {grid: {e: [2, 3]}}]", ["e=1", "e=2", "e=3"]),
    ("[{grid: {e: [1, 2]}}, {grid: {e: [2, 1]}}]", ["e=1", "e=2"]),
    ("[{grid: {e: [2, 3]}}, {grid: {b: [64, 8]}}]", ["e=2", "e=3", "b=64", "b=8"]),
    // Both have the trial of the file's own values, once with an axis that says so.
    ("[{grid: {e: [1, 2]}}, {}]", ["e=1", "e=2"]),
    ("[{}, {grid: {e: [1, 2]}}]", ["", "e=2"]),
    ("[{grid: {e: [1]}, seeds: [1, 2]}, {grid: {e: [2]}, seeds: [3]}]", ["e=1 #1", "e=1 #2", "e=2 #3"]),
    (
      "[{grid: {e: [1, 2], b: [4, 8]}, where: e == 1}, {zip: {e: [1, 2], b: [4, 8]}}]",
      ["e=1 b=4", "e=1 b=8", "e=2 b=8"]
    ),
    ("[{grid: {e: [1]}, derive: {b: e * 2}}, {grid: {b: [2, 4]}}]", ["e=1 b=2", "b=4"]),
  ])
  func aSweepIsItsTrials(_ sweep: String, _ expected: [String]) throws {
    #expect(try Self.trials(sweep) == expected)
  }

  @Test(arguments: [
    (
      "{grid: {h: [1, 2]}, derive: {h2: h * h}}", "[dense: {units: $h2}, dense: {units: 10}]",
      ["h=1 h2=1", "h=2 h2=4"]
    ),
    // A $name within a case's value, bound by the case's own grid.
    (
      "{cases: {k: {deep: {layers: [dense: {units: $h}, dense: {units: 10}], grid: {h: [3, 4]}}, flat: {layers: [dense: {units: 10}]}}}}",
      "$layers", []
    ),
    (
      "{cases: {k: {deep: {model.layers: [dense: {units: $h}, dense: {units: 10}], grid: {h: [3, 4]}}, flat: {}}}}",
      "[dense: {units: 10}]", ["k=deep h=3", "k=deep h=4", "k=flat"]
    ),
  ])
  func namesStandInModels(_ sweep: String, _ model: String, _ expected: [String]) throws {
    if expected.isEmpty {
      #expect(throws: InvalidFiles.self) { try Self.trials(sweep, model: model) }
    } else {
      #expect(try Self.trials(sweep, model: model) == expected)
    }
  }

  @Test(arguments: [
    ("{grid: {e: [1, 2]}, where: e > 2}", "none of the 2 combinations is kept"),
    ("{grid: {e: [1, 2]}, where: x > 2}", "unknown name 'x'"),
    ("{grid: {e: [1, 2]}, where: e}", "expected a condition, such as hidden > 8, not a value alone"),
    ("{grid: {e: [1, 2]}, where: e > }", "expected a value, but the expression ends"),
    ("{grid: {e: [1, 2]}, where: \"e > 'a'\"}", "'>' compares numbers, and one side is none"),
    ("{grid: {e: [1, 2]}, where: e > 1 c}", "expected 'and', 'or' or the end, not 'c'"),
    ("{grid: {e: [1, 2]}, where: \"e in 1\"}", "expected '[', not '1'"),
    ("{grid: {e: [0, 2]}, where: 1 / e > 0}", "division by zero"),
    ("{grid: {e: {range: {from: 1, to: 5, step: 0}}}}", "training.epochs: a step of 0 never reaches the end"),
    ("{grid: {e: {range: {from: 1}}}}", "the sequence 'range' lacks 'to'"),
    ("{grid: {e: {rnge: {from: 1, to: 2}}}}", "unknown sequence 'rnge'"),
    (
      "{random: {count: 2, space: {e: {integers: [3, 2]}}}}",
      "training.epochs: the lower end 3 is not below the upper end 2"
    ),
    ("{random: {count: 2, space: {}}}", "space must have at least 1 entry, not 0"),
    ("{random: {count: 2}}", "random lacks 'space'"),
    ("{random: {space: {e: [1, 2]}}}", "random lacks 'count'"),
    (
      "{random: {count: 2, space: {e: [1, 2], k: {cases: {one: {e: 3}}}}}}",
      "the name 'training.epochs' is there twice"
    ),
    ("{random: {count: 2, sampler: halton, space: {e: [1, 2]}}}", "unknown sampler 'halton'"),
    (
      "{grid: {e: [{label: a, value: 1}, {label: a, value: 2}]}}",
      "two values of 'training.epochs' are called 'a'"
    ),
    ("{grid: {e: [{label: 2, value: 1}, 2]}}", "two values of 'training.epochs' are called '2'"),
    (
      "[{grid: {e: [{label: a, value: 1}]}}, {grid: {e: [{label: a, value: 2}]}}]",
      "two values of 'training.epochs' are called 'a'"
    ),
    (
      "{grid: {e: [{label: a, value: 1}, {label: c, value: 1}]}}",
      "the value of training.epochs 'c' is there twice: it is the same as 'a'"
    ),
    ("{grid: {e: [{label: a}]}}", "a value with a label lacks 'value'"),
    ("{grid: {e: [{label: a, value: 1, valeu: 2}]}}", "unknown key 'valeu' in a value with a label"),
    (
      "{grid: {training.optimizer.adam: [{}, {learning_rate: 0.001}]}}",
      "the values '{}' and 'learning_rate=0.001' of 'training.optimizer.adam' are one trial: they differ in "
        + "nothing that is trained"
    ),
    ("{folds: 1}", "folds must be at least 2 and at most 10000, not 1"),
    ("{folds: [0, 1]}", "folds must be a number of folds, not a list"),
    ("{folds: {stratify: true}}", "folds lacks 'count'"),
    ("{folds: {count: 2, shuffle: true}}", "unknown key 'shuffle' in folds"),
    ("{grid: {fold: [0, 1]}, folds: 2}", "the name 'fold' is there twice"),
    (
      "{grid: {e: [1]}, derive: {x: y + 1, y: z, z: x}}",
      "derived values are computed from each other in a circle: x -> y -> z -> x"
    ),
    ("{derive: {x: x + 1}}", "'x' is computed from itself"),
    ("[]", "sweep must have at least 1 entry, not 0"),
    (
      "[{grid: {e: [1]}}, {grid: {e: 1}}]",
      "training.epochs must be a list of values, or a range, lin, log or geom, not '1'"
    ),
    (
      "{cases: {k: {one: {grid: {e: [0]}}, none: {}}}}",
      "epochs must be at least 1 and at most 10000000, not 0"
    ),
    ("[{grid: {e: [1]}}, {grid: {e: [0]}}]", "epochs must be at least 1 and at most 10000000, not 0"),
  ])
  func aMistakeIsNamed(_ sweep: String, _ message: String) throws {
    do {
      _ = try Self.trials(sweep)
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      let found = error.diagnostics.map(\.message)
      #expect(found == [message])
    }
  }

  @Test func aLatinHypercubeHasEachChoiceAsOftenAsTheOthers() throws {
    let trials = try Self.trials(
      "{grid: {b: [4, 8]}, random: {count: 6, sampler: latin_hypercube, seed: 1, space: {e: [1, 2, 3]}}}")
    #expect(trials.count == 12 && Set(trials).count == 6)
    #expect(trials.prefix(6).allSatisfy { $0.hasPrefix("b=4") })
    #expect(trials.count { $0 == "b=8 e=2" } == 2)
  }

  @Test func foldsAreSplitsOfTheData() throws {
    let plan = try makePlan(sweep: "{folds: {count: 3, stratify: true, seed: 5}}")
    for (fold, trial) in try plan.trials().enumerated() {
      #expect(trial.dataset.split?.folds == 3 && trial.dataset.split?.fold == fold)
      #expect(trial.dataset.split?.stratify == true && trial.dataset.split?.seed == 5)
    }
    #expect(try Set(plan.trials().map(\.id)).count == 3)
  }

  @Test func foldsTimesSeedsTimesDraws() throws {
    let trials = try Self.trials(
      "{folds: 3, seeds: [7, 8], random: {count: 4, sampler: sobol, seed: 2, space: {e: {integers: [1, 1000]}}}}"
    )
    #expect(trials.count == 3 * 2 * 4 && Set(trials).count == 24)
    #expect(
      trials.prefix(6).map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == [
        "fold=0 #7", "fold=0 #8", "fold=1 #7", "fold=1 #8", "fold=2 #7", "fold=2 #8",
      ])
    #expect(Set(trials.prefix(6).map { $0.split(separator: " ")[0] }).count == 1)
  }

  @Test func drawsHaveTheAxesOfTheirCase() throws {
    let sweep = """
      {random: {count: 8, sampler: sobol, seed: 3, space: {k: {cases: {one: {space: {e: {integers: [1, 9]}}},
      none: {b: 4}}}, training.optimizer.adam.learning_rate: {log_uniform: [1e-4, 1e-1]}}}}
      """
    let trials = try Self.trials(sweep)
    #expect(trials.count { $0.hasPrefix("k=none training.optimizer") } == 4)
    #expect(trials.count { $0.hasPrefix("k=one e=") } == 4)
    #expect(try Self.trials(sweep) == trials)
    let rates = trials.compactMap { $0.split(separator: "=").last.flatMap { Double($0) } }
    // Each eighth of the logarithms once.
    #expect(rates.count == 8 && rates.allSatisfy { (1e-4...1e-1).contains($0) })
    #expect(rates.count { $0 < 3.1622776601683795e-3 } == 4)
  }

  @Test func whatIsBoundInOneCaseAndAnAxisOfAnotherIsAColumn() throws {
    #expect(
      try Self.trials("{cases: {k: {two: {e: 3}, one: {grid: {e: [1, 2]}}}}}")
        == ["k=two e=3", "k=one e=1", "k=one e=2"])
  }

  @Test func blocksWithATrialInCommonHaveTheSameSeeds() throws {
    #expect(throws: PlanError.otherSeeds(block: 1, earlier: 0)) {
      try Self.trials("[{grid: {e: [1]}, seeds: [1, 2]}, {grid: {e: [1, 2]}, seeds: [1]}]")
    }
  }

  @Test func aMillionTrialsOfSequencesArePlannedByNumber() throws {
    let plan = try makePlan(
      sweep: """
        {grid: {training.epochs: {range: {from: 1, to: 1000}}, training.batch_size: {range: {from: 1, to: 1000}}}}
        """)
    #expect(plan.count == 1_000_000)
    #expect(try plan.trial(at: 999_999).labels.map { $0.value?.text } == ["1000", "1000"])
  }
}
