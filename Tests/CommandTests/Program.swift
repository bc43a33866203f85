import Foundation
import Testing

/// The built `nnrun`, run as a user would run it.
struct Program {
  var status: Int32
  var output: String
  var errors: String

  /// Beside the test bundle: both are products of the same build.
  private static var executable: URL {
    #if os(macOS)
      for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
        return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("nnrun")
      }
    #endif
    return URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
      .appendingPathComponent("nnrun")
  }

  static var path: String { executable.path }

  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    executable: String = path, whileRunning action: (Process) -> Void = { _ in }
  ) throws -> Program {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: nothing blocks however much is written.
    let output = "\(folder)/.stdout-\(UUID().uuidString)", errors = "\(folder)/.stderr-\(UUID().uuidString)"
    for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    // A program that hangs fails its test, and not the whole run.
    let watchdog = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + 180, execute: watchdog)
    defer { watchdog.cancel() }
    action(process)
    process.waitUntilExit()
    defer { for path in [output, errors] { try? FileManager.default.removeItem(atPath: path) } }
    return Program(
      status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}

/// A folder of experiments that goes with the value.
final class Workspace {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws {
    let path = URL(fileURLWithPath: "\(folder)/\(name)")
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: path, atomically: true, encoding: .utf8)
  }

  /// Every file below a folder of the workspace with its bytes.
  func files(below name: String) -> [String: Data] {
    var files: [String: Data] = [:]
    let root = "\(folder)/\(name)"
    for path in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? [] {
      if let data = FileManager.default.contents(atPath: "\(root)/\(path)") { files[path] = data }
    }
    return files
  }

  /// The rows of a table below `results`, each a dictionary by column. The files of the tests have no quotes.
  func rows(_ path: String) throws -> [[String: Substring]] {
    let table = try #require(files(below: "results")[path])
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = try #require(lines.first).map(String.init)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// The experiments that readers of the manual wrote.
  static let readersFiles = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("WholeRunTests/Reader").path

  /// The project's own datasets.
  static let datasets = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("experiments/datasets").path
}

extension Workspace {
  /// A small experiment on MNIST.
  static let experiment = """
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

  /// Whether a program that runs here has said something on standard error.
  var hasProgress: Bool {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.contains { name in
      name.hasPrefix(".stderr")
        && FileManager.default.contents(atPath: "\(folder)/\(name)")?.isEmpty == false
    }
  }

  func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  func run(
    _ arguments: [String], environment: [String: String] = [:], whileRunning: (Process) -> Void = { _ in }
  ) throws -> Program {
    try Program.run(
      arguments, in: folder,
      environment: environment.merging(["NNRUN_DATASETS": Workspace.datasets]) { $1 },
      whileRunning: whileRunning)
  }
}
