import Foundation
import Testing

/// The commands as a user meets them: what they print, what they leave behind, and their exit codes.
@Suite struct CommandTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private static let experiment = """
    name: small
    dataset: mnist
    seed: 42
    model: {layers: [dense: {units: $units, activation: relu}, dense: {units: 10}]}
    training: {loss: cross_entropy, optimizer: adam, epochs: $passes, batch_size: 500, metrics: [accuracy]}
    sweep: {grid: {units: [8, 4], passes: [1]}}
    report:
      table: [units, test_accuracy, parameters]
      figures: [{name: loss, panels: [line: {y: train_loss, series: units}]}]

    """

  @Test func aRunLeavesTheSameBytesWhateverTheJobs() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    for jobs in ["1", "2", "7"] {
      let program = try run(["small.yaml", "--jobs", jobs, "--output", "jobs\(jobs)", "--quiet"])
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
    try workspace.write(Self.experiment, to: "small.yaml")
    let program = try run(["run", "small.yaml"])
    #expect(program.status == 0)
    let lines = program.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("units=") && $0.contains("epoch 1/1  train_loss ") })
  }

  @Test func planShowsTheTrialsAndRunsNothing() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    let program = try run(["plan", "small.yaml"])
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
    try workspace.write(Self.experiment, to: "good.yaml")
    try workspace.write(Self.experiment.replacingOccurrences(of: "relu", with: "rleu"), to: "bad.yaml")
    try workspace.write(Self.experiment.replacingOccurrences(of: "mnist", with: "minst"), to: "worse.yaml")
    let program = try run(["good.yaml", "bad.yaml", "worse.yaml"])
    #expect(program.status == 65)
    #expect(program.errors.contains("bad.yaml:4:53: error: unknown activation 'rleu'\n"))
    #expect(program.errors.contains("worse.yaml:2:10: error: there is no dataset 'minst'\n"))
    #expect(program.errors.hasSuffix("2 mistakes found; nothing was run\n"))
    #expect(workspace.files(below: "results").isEmpty)
  }

  @Test func chosenOrChangedTrialsNeedAFolderOfTheirOwn() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    for option in [["--only", "units == 8"], ["--set", "seed=1"]] {
      let program = try run(["small.yaml", "--quiet"] + option)
      #expect(program.status == 64)
      #expect(program.errors.contains("results are not those of the file"))
    }
    #expect(workspace.files(below: "results").isEmpty)
    let program = try run(["small.yaml", "--quiet", "--only", "units == 4", "--output", "part"])
    #expect(program.status == 0 && program.errors == "small: --only keeps 1 of 2 trials\n")
    #expect(program.output.contains("\n    4 ") && !program.output.contains("\n    8 "))
    let named = try run(["small.yaml", "--quiet", "--set", "name=other", "--set", "sweep.grid.units=[4]"])
    #expect(named.status == 0 && named.output.contains("results: results/other"))
  }

  @Test func aFileThatIsOnlyExtendedIsNoExperiment() throws {
    try workspace.write(Self.experiment.replacing("name: small\n", with: ""), to: "all/_base.yaml")
    try workspace.write("name: x\nextends: _base.yaml\nseed: 1\n", to: "all/x.yaml")
    let program = try run(["validate", "all", "--set", "training.batch_size=100"])
    #expect(program.status == 0 && program.output == "all/x.yaml: valid, 2 trials\n")
  }

  @Test func validateSaysWhatIsValid() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    let program = try run(["validate", "small.yaml"])
    #expect(program.status == 0)
    #expect(program.output == "small.yaml: valid, 2 trials\n")
  }

  /// A mistake that only the evaluation finds shows who evaluates.
  @Test func validateAndPlanComputeNothing() throws {
    let text = "name: sums\nkind: expressions\nsections: [{name: s, values: {a: 1 / (2 - 2.0)}}]\n"
    try workspace.write(text, to: "sums.yaml")
    #expect(try run(["validate", "sums.yaml"]).status == 0)
    #expect(try run(["plan", "sums.yaml"]).status == 0)
    let program = try run(["sums.yaml"])
    #expect(program.status == 65 && program.errors.contains("division by zero"), "\(program.errors)")
  }

  @Test func aFolderStandsForItsExperiments() throws {
    try FileManager.default.createDirectory(
      atPath: "\(workspace.folder)/all", withIntermediateDirectories: false)
    try workspace.write(Self.experiment, to: "all/b.yaml")
    try workspace.write(
      Self.experiment.replacingOccurrences(of: "name: small", with: "name: other"), to: "all/a.yaml")
    let program = try run(["validate", "all"])
    #expect(program.output == "all/a.yaml: valid, 2 trials\nall/b.yaml: valid, 2 trials\n")
  }

  @Test func twoExperimentsOfOneNameAreRefused() throws {
    try workspace.write(Self.experiment, to: "a.yaml")
    try workspace.write(Self.experiment, to: "b.yaml")
    let program = try run(["a.yaml", "b.yaml"])
    #expect(program.status == 64)
    #expect(program.errors.contains("'a.yaml' and 'b.yaml' have the same name, 'small'"))
  }

  @Test func aTrialThatDivergesIsARowAndExitCode1() throws {
    let text = Self.experiment.replacingOccurrences(of: "adam", with: "{sgd: {learning_rate: $rate}}")
      .replacingOccurrences(of: "passes: [1]", with: "passes: [1], rate: [0.1, 1e30]")
      .replacingOccurrences(of: "[8, 4]", with: "[8]").replacingOccurrences(
        of: "series: units", with: "series: rate"
      ).replacingOccurrences(of: "table: [units", with: "table: [units, rate")
    try workspace.write(text, to: "small.yaml")
    let program = try run(["small.yaml", "--quiet"])
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
    let program = try run(arguments)
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
    let program = try run(arguments)
    #expect(program.status == 64)
    #expect(program.errors.split(separator: "\n").first.map(String.init) == message)
  }

  @Test func aWordThatIsLikeNoCommandIsAFile() throws {
    let program = try run(["hello"])
    #expect(program.status == 65)
    #expect(program.errors.hasPrefix("hello: error: cannot read the file: no such file"))
  }

  @Test func anUnknownInstructionSetIsWrongUsage() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    let program = try run(["small.yaml"], environment: ["NNRUN_ISA": "mmx"])
    #expect(program.status == 64)
    #expect(
      program.errors.hasPrefix("error: NNRUN_ISA: unknown instruction set 'mmx'; legal values: generic"))
  }

  @Test func aMissingFileIsNamed() throws {
    let program = try run(["nowhere.yaml"])
    #expect(program.status == 65)
    #expect(program.errors.hasPrefix("nowhere.yaml: error: "))
  }

  @Test func anInterruptedRunSaysSoAndWritesNothing() throws {
    let text = Self.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
    try workspace.write(text, to: "small.yaml")
    let program = try run(["small.yaml"]) { process in
      // Progress shows that training has begun.
      while !self.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.interrupt()
    }
    #expect(program.status == 130)
    #expect(
      program.errors.hasSuffix(
        "interrupted after 0 finished trials of 'small', whose results were not written\n")
    )
    #expect(workspace.files(below: "results").isEmpty)
  }

  @Test func aKillWhileTrialsTrainIsExitCode143() throws {
    let text = Self.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
    try workspace.write(text, to: "small.yaml")
    let program = try run(["small.yaml"]) { process in
      while !self.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.terminate()
    }
    #expect(program.status == 143)
    #expect(program.errors.hasSuffix("of 'small', whose results were not written\n"))
  }

  /// The results of the experiments before it are there, and the message says so.
  @Test func anInterruptionNamesWhatWasWritten() throws {
    try workspace.write(Self.experiment, to: "first.yaml")
    let long = Self.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
      .replacingOccurrences(of: "name: small", with: "name: long")
    try workspace.write(long, to: "second.yaml")
    let program = try run(["first.yaml", "second.yaml", "--quiet"]) { process in
      while self.workspace.files(below: "results")["small/manifest.json"] == nil, process.isRunning {
        Thread.sleep(forTimeInterval: 0.02)
      }
      Thread.sleep(forTimeInterval: 0.3)
      process.interrupt()
    }
    #expect(program.status == 130)
    #expect(program.errors.contains("of 'long', whose results were not written; those of small were\n"))
  }

  /// While a file is read that never ends, one signal is enough.
  @Test(arguments: [SIGINT, SIGTERM]) func oneSignalEndsTheProgramWhileItPrepares(_ number: Int32) throws {
    mkfifo("\(workspace.folder)/endless.yaml", 0o600)
    let writer = open("\(workspace.folder)/endless.yaml", O_RDWR)
    defer { close(writer) }
    let program = try run(["endless.yaml"]) { process in
      Thread.sleep(forTimeInterval: 1)
      kill(process.processIdentifier, number)
    }
    // A file that is not regular may also be refused at once.
    #expect([128 + number, 65].contains(program.status))
  }

  /// What is printed and cannot be written is no success; what is only shown is dropped.
  @Test(arguments: [
    ("\"$0\" schema >/dev/full", 74), ("\"$0\" --help >/dev/full", 74),
    ("\"$0\" small.yaml --quiet >/dev/full", 74),
    ("\"$0\" small.yaml 2>/dev/full", 0), ("\"$0\" small.yaml 2>&-", 0), ("\"$0\" small.yaml <&- 2>&-", 0),
    ("\"$0\" schema >&-", 74), ("ulimit -f 0; \"$0\" schema >schema.json", 74),
    ("ulimit -n 4; \"$0\" small.yaml --quiet", 1),
    ("ulimit -n 6; \"$0\" small.yaml --quiet", 1), ("ulimit -n 8; \"$0\" small.yaml --quiet", 0),
    ("\"$0\" schema | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 74),
    ("\"$0\" small.yaml 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}", 0),
  ])
  func streamsThatCannotBeWrittenTrapNothing(_ command: String, _ status: Int32) throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command, Program.path]
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["NNRUN_DATASETS": Workspace.datasets])
    { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    if command.contains("small.yaml"), status != 1 {
      #expect(workspace.files(below: "results/small")["manifest.json"] != nil)
    }
  }

  @Test func aFolderThatCannotBeMadeIsKnownBeforeAnythingIsTrained() throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    let program = try run(["small.yaml", "--output", "small.yaml/results"])
    #expect(program.status == 74)
    #expect(program.errors == "error: cannot create 'small.yaml/results/small': Not a directory\n")
  }

  /// A folder without permission, a file in a folder's place, folders in the places of files.
  @Test(arguments: [
    ("mkdir -p results/small/figures; chmod 555 results/small/figures", "figures", "Permission denied"),
    ("mkdir -p results/small; touch results/small/figures", "figures", "Not a directory"),
    ("mkdir -p results/small/figures/loss.svg", "figures/loss.svg", "Is a directory"),
    ("mkdir -p results/small/summary.csv", "summary.csv", "Is a directory"),
    ("mkdir -p results/small/manifest.json", "manifest.json", "Is a directory"),
    (
      "mkdir -p results/small/.nnrun-new/x; chmod -R 555 results/small/.nnrun-new", ".nnrun-new",
      "Permission denied"
    ),
  ])
  func whatCannotBeWrittenIsKnownBeforeAnythingIsTrained(
    _ preparation: String, _ name: String, _ reason: String
  ) throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    try shell(preparation)
    defer { try? shell("chmod -R u+w results") }
    // Root may write everywhere, and so is another user here.
    let program =
      reason == "Permission denied" && getuid() == 0
      ? try runAsNobody(["small.yaml"]) : try run(["small.yaml"])
    #expect(program.status == 74)
    // Not a line of progress: nothing was trained.
    let action = name == ".nnrun-new" ? "remove" : "write"
    #expect(program.errors == "error: cannot \(action) 'results/small/\(name)': \(reason)\n")
  }

  private func runAsNobody(_ arguments: [String]) throws -> Program {
    try shell("chown -hR 65534:65534 . && chmod 755 .")
    return try Program.run(
      ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] + arguments, in: workspace.folder,
      environment: ["NNRUN_DATASETS": Workspace.datasets], executable: "/usr/bin/setpriv")
  }

  /// Where the system gives too little, the program says so and ends.
  @Test(arguments: [
    "ulimit -v 100000", "ulimit -v 160000", "ulimit -v 250000", "ulimit -v 400000",
    "ulimit -u 2", "ulimit -u 4",
  ])
  func tooFewThreadsOrTooLittleMemoryIsSaid(_ limit: String) throws {
    try workspace.write(Self.experiment, to: "small.yaml")
    // Root has as many processes as it likes.
    let isProcesses = limit.hasPrefix("ulimit -u")
    try shell("chmod 777 .")
    let user = isProcesses && getuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : ""
    let command = "\(limit) && exec '\(Program.path)' small.yaml --quiet --output out"
    let program = try Program.run(
      ["-c", "\(user)bash -c \"\(command)\""], in: workspace.folder,
      environment: ["NNRUN_DATASETS": Workspace.datasets], executable: "/bin/bash")
    #expect([0, 1, 65].contains(program.status), "\(program.errors)")
    if program.status != 0 {
      #expect(program.errors.contains("ulimit") || program.errors.contains("not enough memory"))
    }
    if isProcesses { #expect(program.status == 1 && program.errors.contains("no threads")) }
  }

  /// A thousand million combinations are checked in no time; where they are trained, one signal ends it.
  @Test func aThousandMillionTrialsAreCheckedAndInterrupted() throws {
    let values = (1...1000).map { "0.\(1000 + $0)" }.joined(separator: ", ")
    let text = Self.experiment.replacingOccurrences(
      of: "adam", with: "{adam: {learning_rate: $rate, beta1: $a, beta2: $b}}"
    ).replacingOccurrences(
      of: "units: [8, 4], passes: [1]",
      with: "units: [8], passes: [1], rate: [\(values)], a: [\(values)], b: [\(values)]"
    ).replacingOccurrences(
      of: "  figures: [{name: loss, panels: [line: {y: train_loss, series: units}]}]\n", with: ""
    ).replacingOccurrences(
      of: "table: [units, test_accuracy, parameters]", with: "table: [rate, a, b, test_accuracy]")
    try workspace.write(text, to: "small.yaml")
    let valid = try run(["validate", "small.yaml"])
    #expect(valid.output == "small.yaml: valid, 1000000000 trials\n", "\(valid.errors)")
    let program = try run(["small.yaml"]) { process in
      while !self.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.interrupt()
    }
    #expect(program.status == 130)
  }

  private func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func theGalleryShowsWhatTheManifestListsAndKeepsOthersFiles() throws {
    let text = "name: sums\nkind: expressions\nsections: [{name: s, values: {a: 1 + 1}}]\n"
    try workspace.write(text, to: "sums.yaml")
    #expect(try run(["gallery", "sums.yaml"]).errors.hasPrefix("'results/sums': no results"))
    let program = try run(["sums.yaml"])
    #expect(program.status == 0, "\(program.errors)")
    try workspace.write("a\n1\n", to: "results/sums/stale.csv")
    #expect(try run(["gallery", "sums.yaml"]).errors == "")
    let gallery = String(decoding: workspace.files(below: "results")["README.md"] ?? Data(), as: UTF8.self)
    #expect(gallery.contains("values.csv") && !gallery.contains("stale"))
    // What another run mixed in is left out, and that is a failure.
    try workspace.write("a\n1\n", to: "results/sums/values.csv")
    let mixed = try run(["gallery", "sums.yaml"])
    #expect(mixed.status == 1 && mixed.errors.contains("values.csv' is not what the manifest lists"))
    try workspace.write("my notes", to: "results/README.md")
    #expect(try run(["gallery", "sums.yaml"]).status == 74)
    #expect(workspace.files(below: "results")["README.md"] == Data("my notes".utf8))
  }

  @Test func versionAndHelp() throws {
    #expect(try run(["--version"]).output.split(separator: ".").count == 3)
    let help = try run(["--help"])
    #expect(help.status == 0)
    for word in ["run (default)", "plan", "validate", "Exit codes"] { #expect(help.output.contains(word)) }
  }

  private var hasProgress: Bool {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: workspace.folder)) ?? []
    return files.contains { name in
      name.hasPrefix(".stderr")
        && FileManager.default.contents(atPath: "\(workspace.folder)/\(name)")?.isEmpty == false
    }
  }

  private func run(
    _ arguments: [String], environment: [String: String] = [:], whileRunning: (Process) -> Void = { _ in }
  ) throws -> Program {
    try Program.run(
      arguments, in: workspace.folder,
      environment: environment.merging(["NNRUN_DATASETS": Workspace.datasets]) { $1 },
      whileRunning: whileRunning)
  }
}
