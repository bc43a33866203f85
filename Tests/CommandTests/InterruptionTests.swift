import Foundation
import Testing

/// Signals, whatever the program is at.
@Suite struct InterruptionTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  @Test func anInterruptedRunSaysSoAndWritesNothing() throws {
    let text = Workspace.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
    try workspace.write(text, to: "small.yaml")
    let program = try workspace.run(["small.yaml"]) { process in
      // Progress shows that training has begun.
      while !workspace.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
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
    let text = Workspace.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
    try workspace.write(text, to: "small.yaml")
    let program = try workspace.run(["small.yaml"]) { process in
      while !workspace.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.terminate()
    }
    #expect(program.status == 143)
    #expect(program.errors.hasSuffix("of 'small', whose results were not written\n"))
  }

  /// The results of the experiments before it are there, and the message says so.
  @Test func anInterruptionNamesWhatWasWritten() throws {
    try workspace.write(Workspace.experiment, to: "first.yaml")
    let long = Workspace.experiment.replacingOccurrences(of: "passes: [1]", with: "passes: [100000]")
      .replacingOccurrences(of: "name: small", with: "name: long")
    try workspace.write(long, to: "second.yaml")
    let program = try workspace.run(["first.yaml", "second.yaml", "--quiet"]) { process in
      while workspace.files(below: "results")["small/manifest.json"] == nil, process.isRunning {
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
    let program = try workspace.run(["endless.yaml"]) { process in
      Thread.sleep(forTimeInterval: 1)
      kill(process.processIdentifier, number)
    }
    // A file that is not regular may also be refused at once.
    #expect([128 + number, 65].contains(program.status))
  }

  /// While figures are drawn, one signal is enough, and nothing is written.
  @Test(arguments: [SIGINT, SIGTERM]) func oneSignalEndsTheProgramWhileItDraws(_ number: Int32) throws {
    let text = """
      name: curves
      kind: functions
      variable: {x: {linspace: {from: -3, to: 3, count: 20000}}}
      functions: {f: sin(x), g: cos(x)}

      """
    // As long as all but the figures takes.
    try workspace.write(text, to: "curves.yaml")
    let start = Date()
    #expect(try workspace.run(["curves.yaml", "--quiet", "--output", "undrawn"]).status == 0)
    let preparation = Date().timeIntervalSince(start)

    let panels = [String](repeating: "function: {y: [f, g]}", count: 16).joined(separator: ", ")
    let figures = (0..<12).map { "{name: f\($0), panels: [\(panels)]}" }.joined(separator: ", ")
    try workspace.write(text + "report: {figures: [\(figures)]}\n", to: "curves.yaml")
    var isDrawing = false
    let program = try workspace.run(["curves.yaml", "--quiet"]) { process in
      Thread.sleep(forTimeInterval: 2 * preparation)
      isDrawing = process.isRunning
      kill(process.processIdentifier, number)
    }
    #expect(isDrawing)
    #expect(program.status == 128 + number)
    #expect(program.errors == "\ninterrupted\n")
    #expect(workspace.files(below: "results").isEmpty)
  }

  /// A thousand million combinations are checked in no time; where they are trained, one signal ends it.
  @Test func aThousandMillionTrialsAreCheckedAndInterrupted() throws {
    let values = (1...1000).map { "0.\(1000 + $0)" }.joined(separator: ", ")
    let text = Workspace.experiment.replacingOccurrences(
      of: "adam", with: "{adam: {learning_rate: $rate, beta1: $a, beta2: $b}}"
    ).replacingOccurrences(
      of: "units: [8, 4], passes: [1]",
      with: "units: [8], passes: [1], rate: [\(values)], a: [\(values)], b: [\(values)]"
    ).replacingOccurrences(
      of: "  figures: [{name: loss, panels: [line: {y: train_loss, series: units}]}]\n", with: ""
    ).replacingOccurrences(
      of: "table: [units, test_accuracy, parameters]", with: "table: [rate, a, b, test_accuracy]")
    try workspace.write(text, to: "small.yaml")
    let valid = try workspace.run(["validate", "small.yaml"])
    #expect(valid.output == "small.yaml: valid, 1000000000 trials\n", "\(valid.errors)")
    let program = try workspace.run(["small.yaml"]) { process in
      while !workspace.hasProgress, process.isRunning { Thread.sleep(forTimeInterval: 0.02) }
      process.interrupt()
    }
    #expect(program.status == 130)
  }
}
