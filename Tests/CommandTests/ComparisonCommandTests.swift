import Foundation
import Testing

/// Comparisons and expectations as a user meets them.
@Suite struct ComparisonCommandTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func write(_ rest: String, seeds: String = "seeds: 4") throws {
    try workspace.write(
      """
      name: small
      dataset: {name: moons, classes: [a, b], format: {synthetic: {shape: moons, train: 60, noise: 0.1, seed: 1}}}
      model: {layers: [dense: {units: 4, activation: tanh}, dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: $rate}}, epochs: 3, batch_size: 10}
      sweep: {grid: {rate: [0.5, 0.001, 0.3]}, \(seeds)}
      \(rest)

      """, to: "small.yaml")
  }

  private func run(_ arguments: [String]) throws -> Program {
    try Program.run(arguments, in: workspace.folder)
  }

  @Test func whatIsNotAsExpectedEndsWithOneAndKeepsTheResults() throws {
    try write(
      """
      compare: {metric: train_loss, between: rate}
      expect:
        - {better: {rate: 0.001}, than: {rate: 0.5}}
        - {metric: train_loss, mean: {at_least: 0}}
      """)
    let program = try run(["small.yaml", "--quiet"])
    #expect(program.status == 1)
    #expect(
      program.errors.hasPrefix(
        "small.yaml:8:5: error: expected better, but rate=0.5 is better than rate=0.001"))
    #expect(program.errors.hasSuffix("1 of 2 expectations are not met\n"))
    #expect(program.output.contains("\nrate=0.5 is better than rate=0.001 in train_loss: "))
    let files = workspace.files(below: "results")
    #expect(files.keys.contains("small/comparisons.csv") && files.keys.contains("small/manifest.json"))

    let check = try run(["check", "small.yaml"])
    #expect(check.status == 1)
    #expect(check.errors == program.errors)
    #expect(workspace.files(below: "results") == files)
  }

  /// A bound from the command line is shown there, with the place of the expectation.
  @Test func aBoundThatWasSetIsShownWhereItWasSet() throws {
    try write("expect: [{metric: train_loss, mean: {at_least: 0}}]")
    let program = try run([
      "small.yaml", "--quiet", "--output", "o", "--set", "expect.0.mean.at_least=100",
    ])
    #expect(program.status == 1)
    #expect(program.errors.hasPrefix("--set:1:"), "\(program.errors)")
    #expect(program.errors.contains("\nnote: found at small.yaml:6:"), "\(program.errors)")
  }

  /// `null` takes an item of a list away, each by the number that it has in the file.
  @Test func anExpectationIsTakenAway() throws {
    try write(
      "expect: [{metric: train_loss, mean: {at_least: 100}}, {metric: train_loss, mean: {at_least: 0}}, "
        + "{metric: train_loss, mean: {at_least: 200}}]")
    let program = try run([
      "small.yaml", "--quiet", "--output", "o", "--set", "expect.0=null", "--set", "expect.2=null",
    ])
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.hasSuffix("the expectation is met\n"))
  }

  /// What is about all trials is left out where some are chosen, and that is said.
  @Test func whatIsLeftOutOfChosenTrialsIsSaid() throws {
    try write(
      "compare: {metric: train_loss, between: rate}\nexpect: [{metric: train_loss, mean: {at_least: 100}}]")
    let program = try run(["small.yaml", "--quiet", "--output", "o", "--only", "rate == 0.5"])
    #expect(program.status == 0)
    #expect(
      program.errors == """
        small: --only keeps 4 of 12 trials
        small: 'compare' and 'expect' are about all trials, and left out with --only

        """)
  }

  @Test func whatIsAsExpectedIsSaid() throws {
    try write("expect: [{metric: train_loss, along: rate, best: 0.5}, {weights: unchanged}]")
    let first = try run(["small.yaml", "--quiet"])
    #expect(first.status == 0 && first.output.hasSuffix("all 2 expectations are met\n"))
    #expect(
      first.errors == "weights: unchanged: there are no earlier results of these trials to compare with\n")
    let second = try run(["small.yaml", "--quiet"])
    #expect(second.status == 0 && second.errors == "")
    let check = try run(["check", "small.yaml"])
    #expect(check.status == 0 && check.errors == "")
    #expect(
      check.output
        == "small\n'weights: unchanged' was not looked at: that takes a run\nthe expectation is met\n")
  }

  @Test func changedWeightsAreFound() throws {
    try write("expect: {weights: unchanged}")
    _ = try run(["small.yaml", "--quiet"])
    let path = "\(workspace.folder)/results/small/trials.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let weights = try #require(text.split(separator: "\n")[1].split(separator: ",").dropLast().last)
    try text.replacingOccurrences(of: weights, with: "0123456789ab")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let program = try run(["small.yaml", "--quiet"])
    #expect(program.status == 1)
    #expect(
      program.errors.contains("error: 1 of 12 trials end with other weights than in the earlier results"))
  }

  @Test func aSequentialComparisonIsTheSameWhateverTheJobs() throws {
    try write("compare: {metric: train_loss, sequential: {every: 3, at_most: 9}}", seeds: "")
    for jobs in ["1", "5"] {
      let program = try run(["small.yaml", "--jobs", jobs, "--output", "jobs\(jobs)", "--quiet"])
      #expect(program.status == 0, "\(program.errors)")
    }
    let files = workspace.files(below: "jobs1")
    #expect(files.keys.contains("small/comparisons.csv"))
    #expect(workspace.files(below: "jobs5") == files)
    // The arms of 0.5 and 0.001 are told apart before all nine seeds are run.
    let trials = try String(contentsOfFile: "\(workspace.folder)/jobs1/small/trials.csv", encoding: .utf8)
    let count = trials.split(separator: "\n").count - 1
    #expect(count < 27 && count >= 9)
    #expect(try run(["check", "small.yaml", "--output", "jobs1"]).status == 0)
  }

  @Test func whereAGridEndsAtItsBestIsSaid() throws {
    try write("compare: {metric: train_loss, between: rate, where: {rate: 0.5}}")
    #expect(try run(["validate", "small.yaml"]).status == 65)
    try workspace.write(
      """
      name: small
      dataset: {name: moons, classes: [a, b], format: {synthetic: {shape: moons, train: 60, noise: 0.1, seed: 1}}}
      model: {layers: [dense: {units: 4, activation: $act}, dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: $rate}}, epochs: 3, batch_size: 10}
      sweep: {grid: {act: [tanh, relu], rate: [0.0001, 0.001]}, seeds: 3}
      compare: {metric: train_loss, between: act, tuned: {axes: rate, by: train_loss}}
      """, to: "small.yaml")
    let note =
      "note: the best rate by train_loss is 0.001, the greatest that was tried, for act=tanh, act=relu: a "
      + "greater one may be better\n"
    #expect(try run(["small.yaml", "--quiet"]).output.contains(note))
    #expect(try run(["check", "small.yaml"]).output.contains(note))
    #expect(
      try run(["check", "small.yaml", "--set", "compare=null"]).output == "small\nnothing is expected\n")
    #expect(try run(["check", "small.yaml", "--output", ""]).status == 64)
  }

  /// What is found wrong after the file was read is shown at the change that causes it, too.
  @Test(arguments: ["check", "validate", "plan", "run"])
  func aComparisonThatAChangeMakesWrongIsShownAtTheChange(_ command: String) throws {
    try write("compare: {metric: train_loss, between: rate}")
    let output = command == "run" ? ["--output", "other"] : []
    let program = try run(
      [command, "small.yaml", "--set", "training.epochs=2", "--set", "sweep.grid.rate=[0.5]"] + output)
    #expect(program.status == 65)
    #expect(
      program.errors.hasPrefix(
        """
        --set:1:18: error: this compares nothing: no two arms differ in nothing else
        sweep.grid.rate: [0.5]
                         ^~~~~
        note: found at small.yaml:6:10

        """), "\(program.errors)")
    // What is wrong without a change is shown where it is.
    try write("compare: {metric: train_loss, baseline: {rate: 0.5}, where: {rate: 0.5}}")
    #expect(
      try run([command, "small.yaml", "--set", "training.epochs=2"] + output).errors.hasPrefix(
        "small.yaml:6:10: error: this compares nothing"))
  }

  @Test func resultsOfAnotherFileCannotBeChecked() throws {
    try write("expect: {metric: train_loss, mean: {at_least: 0}}")
    let missing = try run(["check", "small.yaml"])
    #expect(missing.status == 65)
    #expect(
      missing.errors.hasPrefix(
        "error: there are no results: 'results/small/trials.csv' is not there, seen from the working folder '/"
      ))
    #expect(
      missing.errors.hasSuffix(
        "; run the experiment first, or name the folder that its results are in by --output\n"))
    let elsewhere = try run(["check", "small.yaml", "--output", "/nowhere"]).errors
    #expect(elsewhere.contains("'/nowhere/small/trials.csv' is not there; run the experiment first"))
    _ = try run(["small.yaml", "--quiet"])
    try write("expect: {metric: train_loss, mean: {at_least: 0}}", seeds: "seeds: 5")
    let other = try run(["check", "small.yaml"])
    #expect(
      other.status == 65 && other.errors.contains("it was made from another file; run the experiment again"))
  }
}
