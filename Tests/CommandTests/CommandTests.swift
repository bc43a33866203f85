import Foundation
import Testing

/// The commands as a user meets them: what they print, what they leave behind, and their exit codes.
@Suite struct CommandTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  @Test func aRunLeavesTheSameBytesWhateverTheJobs() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    for jobs in ["1", "2", "7"] {
      let program = try workspace.run(["small.yaml", "--jobs", jobs, "--output", "jobs\(jobs)", "--quiet"])
      #expect(program.status == 0, "\(program.errors)")
      #expect(program.errors == "")
      #expect(program.output.hasPrefix("small\n\nUnits  Test Accuracy  Parameters\n"))
    }
    let files = workspace.files(below: "jobs1")
    #expect(
      Set(files.keys)
        .isSuperset(
          of: ["trials.csv", "epochs.csv", "summary.csv", "manifest.json", "figures/loss.svg"].map {
            "small/\($0)"
          }))
    #expect(workspace.files(below: "jobs2") == files)
    #expect(workspace.files(below: "jobs7") == files)
  }

  @Test func progressOffATerminalIsALineAnEpoch() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let program = try workspace.run(["run", "small.yaml"])
    #expect(program.status == 0)
    let lines = program.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("units=") && $0.contains("epoch 1/1  train_loss ") })
  }

  @Test func planShowsTheTrialsAndRunsNothing() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let program = try workspace.run(["plan", "small.yaml"])
    #expect(program.status == 0)
    let lines = program.output.split(separator: "\n")
    #expect(lines[0] == "small: 2 trials")
    #expect(lines[3].hasPrefix("1      8       1    42       6,370  "))
    #expect(workspace.files(below: "results").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "\(workspace.folder)/results/small"))
  }

  @Test func noNameOrPathCommandsTheTerminal() throws {
    let program = try Program.run(["--quiet", "no\u{1B}[31m.yaml"], in: workspace.folder)
    #expect(program.status == 65 && program.errors.hasPrefix("no [31m.yaml: error: cannot read the file"))
  }

  @Test func everyMistakeOfEveryFileIsReportedBeforeAnythingRuns() throws {
    try workspace.write(Workspace.experiment, to: "good.yaml")
    try workspace.write(Workspace.experiment.replacingOccurrences(of: "relu", with: "rleu"), to: "bad.yaml")
    try workspace.write(
      Workspace.experiment.replacingOccurrences(of: "mnist", with: "minst"), to: "worse.yaml")
    let program = try workspace.run(["good.yaml", "bad.yaml", "worse.yaml"])
    #expect(program.status == 65)
    #expect(program.errors.contains("bad.yaml:4:53: error: unknown activation 'rleu'\n"))
    #expect(program.errors.contains("worse.yaml:2:10: error: there is no dataset 'minst'\n"))
    #expect(program.errors.hasSuffix("2 mistakes found; nothing was run\n"))
    #expect(workspace.files(below: "results").isEmpty)
  }

  @Test func chosenOrChangedTrialsNeedAFolderOfTheirOwn() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    for option in [["--only", "units == 8"], ["--set", "seed=1"]] {
      let program = try workspace.run(["small.yaml", "--quiet"] + option)
      #expect(program.status == 64)
      #expect(program.errors.contains("results are not those of the file"))
    }
    #expect(workspace.files(below: "results").isEmpty)
    let program = try workspace.run(["small.yaml", "--quiet", "--only", "units == 4", "--output", "part"])
    #expect(program.status == 0 && program.errors == "small: --only keeps 1 of 2 trials\n")
    #expect(program.output.contains("\n    4 ") && !program.output.contains("\n    8 "))
    let named = try workspace.run([
      "small.yaml", "--quiet", "--set", "name=other", "--set", "sweep.grid.units=[4]",
    ])
    #expect(named.status == 0 && named.output.contains("results: results/other"))
  }

  /// What only certain combinations have wrong is found by `plan` too, and shown at the option that causes
  /// it.
  @Test func planShowsWhatAnOptionMakesWrongWhereItStands() throws {
    let text = """
      name: small
      dataset: {name: moons, classes: [a, b], format: {synthetic: {shape: moons, train: 20, seed: 1}}}
      model: {layers: [dense: {units: $units}, dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: adam, epochs: 1}
      sweep: {grid: {a: [1, 2], b: [1, 3]}, derive: {units: 7 - a * b}}

      """
    try workspace.write(text, to: "small.yaml")
    #expect(try workspace.run(["plan", "small.yaml"]).status == 0)
    for command in ["plan", "validate"] {
      let program = try workspace.run([command, "small.yaml", "--set", "sweep.derive.units=5 - a * b"])
      #expect(program.status == 65)
      #expect(program.errors.hasPrefix("--set:1:"), "\(program.errors)")
    }
  }

  @Test func aFileThatIsOnlyExtendedIsNoExperiment() throws {
    try workspace.write(Workspace.experiment.replacing("name: small\n", with: ""), to: "all/_base.yaml")
    try workspace.write("name: x\nextends: _base.yaml\nseed: 1\n", to: "all/x.yaml")
    let program = try workspace.run(["validate", "all", "--set", "training.batch_size=100"])
    #expect(program.status == 0 && program.output == "all/x.yaml: valid, 2 trials\n")
  }

  @Test func validateSaysWhatIsValid() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let program = try workspace.run(["validate", "small.yaml"])
    #expect(program.status == 0)
    #expect(program.output == "small.yaml: valid, 2 trials\n")
  }

  /// A mistake that only the evaluation finds shows who evaluates.
  @Test func validateAndPlanComputeNothing() throws {
    let text = "name: sums\nkind: expressions\nsections: [{name: s, values: {a: 1 / (2 - 2.0)}}]\n"
    try workspace.write(text, to: "sums.yaml")
    #expect(try workspace.run(["validate", "sums.yaml"]).status == 0)
    #expect(try workspace.run(["plan", "sums.yaml"]).status == 0)
    let program = try workspace.run(["sums.yaml"])
    #expect(program.status == 65 && program.errors.contains("division by zero"), "\(program.errors)")
  }

  @Test func aFolderStandsForItsExperiments() throws {
    try FileManager.default.createDirectory(
      atPath: "\(workspace.folder)/all", withIntermediateDirectories: false)
    try workspace.write(Workspace.experiment, to: "all/b.yaml")
    try workspace.write(
      Workspace.experiment.replacingOccurrences(of: "name: small", with: "name: other"), to: "all/a.yaml")
    let program = try workspace.run(["validate", "all"])
    #expect(program.output == "all/a.yaml: valid, 2 trials\nall/b.yaml: valid, 2 trials\n")
  }

  @Test func twoExperimentsOfOneNameAreRefused() throws {
    try workspace.write(Workspace.experiment, to: "a.yaml")
    try workspace.write(Workspace.experiment, to: "b.yaml")
    let program = try workspace.run(["a.yaml", "b.yaml"])
    #expect(program.status == 64)
    #expect(program.errors.contains("'a.yaml' and 'b.yaml' have the same name, 'small'"))
  }

  @Test func aTrialThatDivergesIsARowAndExitCode1() throws {
    let text = Workspace.experiment.replacingOccurrences(of: "adam", with: "{sgd: {learning_rate: $rate}}")
      .replacingOccurrences(of: "passes: [1]", with: "passes: [1], rate: [0.1, 1e30]")
      .replacingOccurrences(of: "[8, 4]", with: "[8]").replacingOccurrences(
        of: "series: units", with: "series: rate"
      ).replacingOccurrences(of: "table: [units", with: "table: [units, rate")
    try workspace.write(text, to: "small.yaml")
    let program = try workspace.run(["small.yaml", "--quiet"])
    #expect(program.status == 1)
    #expect(program.errors == "units=8 passes=1 rate=1e30: diverged in epoch 1\n")
    let trials = String(
      decoding: workspace.files(below: "results/small")["trials.csv"] ?? Data(), as: UTF8.self)
    let rows = trials.split(separator: "\n").map(String.init)
    try #require(rows.count == 3)
    #expect(rows[1].contains(",completed,"))
    #expect(rows[2].hasSuffix(",diverged,6370,,,,"))
  }

  @Test(arguments: [["--jobs", "0", "x.yaml"], ["--nonsense"], [], ["--jobs", "many", "x.yaml"]])
  func wrongUsageIsExitCode64(_ arguments: [String]) throws {
    let program = try workspace.run(arguments)
    #expect(program.status == 64)
    #expect(program.errors.uppercased().contains("USAGE: NNRUN"))
  }

  @Test(arguments: [
    (["vaildate", "x"], "Error: Unknown command 'vaildate'. Did you mean 'validate'?"),
    (["galery", "."], "Error: Unknown command 'galery'. Did you mean 'gallery'?"),
    (["--versoin"], "Error: Unknown option '--versoin'. Did you mean '--version'?"),
    (["x.yaml", "--quite"], "Error: Unknown option '--quite'. Did you mean '--quiet'?"),
    (["plan", "--zzzzzzz", "x.yaml"], "Error: Unknown option '--zzzzzzz'."),
  ])
  func whatIsMisspelledIsToldWithTheNearestName(_ arguments: [String], _ message: String) throws {
    let program = try workspace.run(arguments)
    #expect(program.status == 64)
    #expect(program.errors.split(separator: "\n").first.map(String.init) == message)
  }

  @Test func aWordThatIsLikeNoCommandIsAFile() throws {
    let program = try workspace.run(["hello"])
    #expect(program.status == 65)
    #expect(program.errors.hasPrefix("hello: error: cannot read the file: no such file"))
  }

  @Test func anUnknownInstructionSetIsWrongUsage() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let program = try workspace.run(["small.yaml"], environment: ["NNRUN_ISA": "mmx"])
    #expect(program.status == 64)
    #expect(
      program.errors.hasPrefix("error: NNRUN_ISA: unknown instruction set 'mmx'; legal values: generic"))
  }

  @Test func aMissingFileIsNamed() throws {
    let program = try workspace.run(["nowhere.yaml"])
    #expect(program.status == 65)
    #expect(program.errors.hasPrefix("nowhere.yaml: error: "))
  }

  @Test func theGalleryShowsWhatTheManifestListsAndKeepsOthersFiles() throws {
    let text = "name: sums\nkind: expressions\nsections: [{name: s, values: {a: 1 + 1}}]\n"
    try workspace.write(text, to: "sums.yaml")
    #expect(try workspace.run(["gallery", "sums.yaml"]).errors.hasPrefix("'results/sums': no results"))
    let program = try workspace.run(["sums.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    try workspace.write("a\n1\n", to: "results/sums/stale.csv")
    #expect(try workspace.run(["gallery", "sums.yaml"]).errors == "")
    let gallery = String(decoding: workspace.files(below: "results")["README.md"] ?? Data(), as: UTF8.self)
    #expect(gallery.contains("values.csv") && !gallery.contains("stale"))
    // What another run mixed in is left out, and that is a failure.
    try workspace.write("a\n1\n", to: "results/sums/values.csv")
    let mixed = try workspace.run(["gallery", "sums.yaml"])
    #expect(mixed.status == 1 && mixed.errors.contains("values.csv' is not what the manifest lists"))
    try workspace.write("my notes", to: "results/README.md")
    #expect(try workspace.run(["gallery", "sums.yaml"]).status == 74)
    #expect(workspace.files(below: "results")["README.md"] == Data("my notes".utf8))
  }

  @Test func versionAndHelp() throws {
    #expect(try workspace.run(["--version"]).output.split(separator: ".").count == 3)
    let help = try workspace.run(["--help"])
    #expect(help.status == 0)
    for word in ["run (default)", "plan", "validate", "Exit codes"] { #expect(help.output.contains(word)) }
  }
}
