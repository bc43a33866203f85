import Declarations
import Experiment
import TestSupport
import Testing

@testable import Planner

/// Values that `--set` puts into a file.
@Suite struct FileChangesTests {
  private func plan(_ changes: [String], sweep: String? = nil) throws -> TrialPlan {
    try makePlan(
      model: "[dense: {units: 8, activation: relu}, dense: {units: 10}]",
      optimizer: "{adam: {learning_rate: 0.01}}", sweep: sweep, changes: FileChanges(parsing: changes))
  }

  @Test func valuesTakeThePlacesOfTheFiles() throws {
    let trial = try plan([
      "training.epochs=7", "seed=5", "training.optimizer.adam.learning_rate=0.5", "training.batch_size=full",
      "model.layers.0.dense.units=12", "training.record.every=3",
    ]).trial(at: 0)
    #expect(trial.spec.training.epochs == 7 && trial.seed == 5 && trial.spec.training.record.every == 3)
    #expect(trial.spec.training.batchSize == .full)
    #expect(trial.graph.nodes[0].outputs == 12)
    let file = try makePlan(
      seed: "5", model: "[dense: {units: 12, activation: relu}, dense: {units: 10}]",
      optimizer: "{adam: {learning_rate: 0.5}}", epochs: "7, batch_size: full"
    ).trial(at: 0)
    #expect(trial.id == file.id)
  }

  @Test func aChoiceIsSetAsAWhole() throws {
    let trial = try plan(["training.optimizer={sgd: {learning_rate: 0.1}}"]).trial(at: 0)
    #expect(type(of: trial.spec.training.optimizer).name == "sgd")
  }

  @Test func theSweepIsSetToo() throws {
    let sweep = "{grid: {training.epochs: [1, 2], seed: [3, 4]}}"
    let changed = try plan(
      [
        "sweep.grid.training.epochs=[5]", "sweep.derive.half=training.epochs / 2",
        "report.table=[trial, half]",
      ],
      sweep: sweep)
    #expect(
      try changed.trials().map { $0.labels.map { $0.value?.text ?? "" } } == [
        ["5", "3", "2.5"], ["5", "4", "2.5"],
      ])
    #expect(try plan(["sweep.seeds=2"]).count == 2)
  }

  @Test(arguments: [
    (["training.epochs=many"], "--set:1:18: error: epochs must be an integer, not 'many'", []),
    (
      ["training.epoch=3"], "--set:1:1: error: 'training.epoch' cannot be set: there is no 'epoch'",
      [
        "did you mean 'epochs'?",
        "keys: loss, target, optimizer, schedule, regularize, clip, epochs, batch_size, shuffle, metrics, "
          + "record, stop, validation",
      ]
    ),
    (
      ["epochs=3"], "--set:1:1: error: 'epochs' cannot be set: there is no 'epochs'",
      ["did you mean 'training.epochs'?"]
    ),
    (
      ["training.optimizer.sgd.momentum=0.9"],
      "--set:1:1: error: 'training.optimizer.sgd.momentum' cannot be set: the file has 'adam', not 'sgd'",
      ["set the choice as a whole: {sgd: {...}}"]
    ),
    (
      ["model.layers.2.dense.units=3"],
      "--set:1:1: error: 'model.layers.2.dense.units' cannot be set: the list has the items 0 to 1, and no '2'",
      []
    ),
    (
      ["training.epochs.x=3"],
      "--set:1:1: error: 'training.epochs.x' cannot be set: the file has '1', and no 'x' in it", []
    ),
    (["training.epochs=1", "training.epochs=2"], "--set:1:1: error: 'training.epochs' is set twice", []),
    (["extends=x.yaml"], "--set:1:1: error: 'extends' cannot be set: it decides how the file is read", []),
    (
      ["training.epochs=[1"],
      "--set:1:20: error: did not find expected ',' or ']' while parsing a flow sequence that begins at "
        + "line 1, column 18",
      []
    ),
    (
      ["training.batch_size=3"],
      "--set:1:1: error: 'training.batch_size' cannot be set: the sweep gives it its values",
      ["keep some of its values by --only 'training.batch_size == ...'"]
    ),
    (["seed=3"], "--set:1:1: error: 'seed' cannot be set: 'seeds' of the sweep sets it", []),
    (
      ["training.batch=3"], "--set:1:1: error: 'training.batch' cannot be set: there is no 'batch'",
      [
        "keys: loss, target, optimizer, schedule, regularize, clip, epochs, batch_size, shuffle, metrics, "
          + "record, stop, validation"
      ]
    ),
  ])
  func aWrongChangeIsNamed(_ changes: [String], _ message: String, _ notes: [String]) throws {
    do {
      _ = try plan(changes, sweep: "{grid: {training.batch_size: [1, 2]}, seeds: [1, 2]}")
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      #expect(error.diagnostics.map { "\($0.mark): error: \($0.message)" } == [message])
      #expect(error.diagnostics.flatMap(\.notes) == notes)
    }
  }

  /// What a change makes wrong elsewhere in the file is shown at that one of several changes.
  @Test(arguments: [
    (
      ["training.epochs=3", "training.optimizer=null"],
      [
        "--set:1:21: error: training lacks 'optimizer'", "training.optimizer: null",
        "                    ^~~~", "note: found at 5:11",
      ]
    ),
    (
      ["sweep.seeds=2", "training.epochs=2", "sweep.grid={training.batch_size: [4, 5]}"],
      [
        "--set:1:13: error: the table leaves out the axis 'training.batch_size': rows could not be told apart",
        "sweep.grid: {training.batch_size: [4, 5]}", "            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        "note: found at 7:17",
        "note: make it a column: table: [training.batch_size, ...], or pool its values: over: [training.batch_size]",
      ]
    ),
  ])
  func whatAChangeCausesIsShownThere(_ changes: [String], _ lines: [String]) throws {
    do {
      _ = try trialPlan(
        """
        name: example
        dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}

        model: {layers: [dense: {units: 2}]}
        training: {loss: cross_entropy, optimizer: adam, epochs: 1}
        sweep: {seeds: 1}
        report: {table: [train_loss]}
        """, changes: FileChanges(parsing: changes))
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      let text = error.diagnostics.map { "\($0)" }.joined(separator: "\n")
      #expect(
        text.replacing(#/found at .*experiment.yaml:/#, with: "found at ").components(separatedBy: "\n")
          == lines)
    }
  }

  @Test func nullTakesAKeyAway() throws {
    let sweep = "{grid: {training.epochs: [1, 2]}, seeds: 3}"
    #expect(try plan(["sweep=null"], sweep: sweep).count == 1)
    #expect(try plan(["sweep.seeds=~"], sweep: sweep).count == 2)
    // What is not there is no mistake, as long as it could be.
    #expect(try plan(["compare=null"], sweep: sweep).count == 6)
    let plain = try plan(["training.batch_size=4", "training.epochs=2"]).trial(at: 0)
    #expect(
      try plan(["training.epochs=2", "training.batch_size=null"]).trial(at: 0).spec.training.batchSize
        != plain.spec.training.batchSize)
  }

  @Test func whatTheSweepHasIsSetThere() throws {
    do {
      _ = try makePlan(
        model: "[dense: {units: $hidden}, dense: {units: 10}]", sweep: "{grid: {hidden: [4, 8]}}",
        changes: FileChanges(parsing: ["hidden=4", "model.layers.0.dense.units.x=1"]))
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      #expect(
        error.diagnostics.map(\.message) == [
          "'hidden' cannot be set: there is no 'hidden'",
          "'model.layers.0.dense.units.x' cannot be set: it is within '$hidden', which the sweep sets",
        ])
      #expect(
        error.diagnostics[0].notes == [
          "the sweep has it: keep some of its values by --only 'hidden == ...', or set them: --set "
            + "'sweep.grid.hidden=[...]'"
        ])
    }
  }

  @Test(arguments: ["", "a", "=3", "a b=3", ".a=3", "a.=3", "a..b=3", "a=1\nb=2", "a[0]=3"])
  func whatIsNoChangeIsNone(_ option: String) { #expect(FileChanges.parts(option) == nil) }
}
