import Declarations
import Experiment
import Foundation
import TestSupport
import Testing

@testable import Planner

/// Files that extend others are the files that their keys make together.
@Suite struct ExtendsTests {
  private static let base = """
    name: base
    description: What all have.
    dataset: {name: d, shape: [2], classes: [a, b], format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}}
    model: {layers: [dense: {units: 8, activation: relu}, dense: {units: 2}]}
    training: {loss: cross_entropy, optimizer: {adam: {learning_rate: 0.01, beta1: 0.8}}, epochs: 3, batch_size: 2}
    sweep: {grid: {training.batch_size: [1, 2], seed: {range: {from: 1, to: 2}}}}
    report: {table: [trial, parameters]}
    """

  /// The plan of the last of some files in one folder.
  private func plan(_ files: KeyValuePairs<String, String>) throws -> TrialPlan {
    let folder = NSTemporaryDirectory() + "extends-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var path = ""
    for (name, text) in files {
      path = "\(folder)/\(name)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let experiment = try Experiment(contentsOf: path, datasetFolders: [])
    guard case .training(let training) = experiment.body else { throw UnexpectedKind() }
    return try TrialPlan(training, numericsVersion: 1)
  }

  private func ids(_ plan: TrialPlan) throws -> [TrialID] { try plan.trials().map(\.id) }

  /// What a file says beside `extends`, and the part of the base that this makes.
  @Test(arguments: [
    // Mappings key by key; scalars and lists are replaced.
    ("training: {epochs: 5}", "epochs: 3", "epochs: 5"),
    ("seed: 7", "name: base", "name: base\nseed: 7"),
    (
      "model: {layers: [dense: {units: 2}]}", "[dense: {units: 8, activation: relu}, dense: {units: 2}]",
      "[dense: {units: 2}]"
    ),
    // The parameters of one choice go over each other; another choice replaces it.
    ("training: {optimizer: {adam: {beta1: 0.7}}}", "beta1: 0.8", "beta1: 0.7"),
    (
      "training: {optimizer: {sgd: {learning_rate: 0.1}}}", "{adam: {learning_rate: 0.01, beta1: 0.8}}",
      "{sgd: {learning_rate: 0.1}}"
    ),
    ("training: {optimizer: adam}", "{adam: {learning_rate: 0.01, beta1: 0.8}}", "adam"),
    // The values of an axis are one thing, axes are several.
    ("sweep: {grid: {training.batch_size: [4]}}", "[1, 2]", "[4]"),
    ("sweep: {grid: {seed: {lin: {from: 3, to: 5, count: 3}}}}", "{range: {from: 1, to: 2}}", "[3, 4, 5]"),
    ("sweep: {grid: {seed: [9]}}", "{range: {from: 1, to: 2}}", "[9]"),
    ("sweep: {grid: {training.epochs: [4, 5]}}", "to: 2}}}", "to: 2}}, training.epochs: [4, 5]}"),
    // null takes away.
    (
      "sweep: null",
      "sweep: {grid: {training.batch_size: [1, 2], seed: {range: {from: 1, to: 2}}}}", ""
    ),
    ("sweep: {grid: {seed: ~}}", ", seed: {range: {from: 1, to: 2}}", ""),
    // A list of sweeps replaces a sweep.
    (
      "sweep: [{grid: {seed: [1]}}]",
      "{grid: {training.batch_size: [1, 2], seed: {range: {from: 1, to: 2}}}}",
      "{grid: {seed: [1]}}"
    ),
  ])
  func aFileThatExtendsIsTheMergedOne(_ text: String, _ part: String, _ replacement: String) throws {
    #expect(Self.base.contains(part))
    let extended = try plan(["base.yaml": Self.base, "x.yaml": "extends: base.yaml\nname: x\n" + text])
    let merged = try plan(["x.yaml": Self.base.replacingOccurrences(of: part, with: replacement)])
    #expect(try ids(extended) == ids(merged))
    #expect(extended.labelNames == merged.labelNames)
  }

  @Test func baseOfABaseInOtherFolders() throws {
    let extended = try plan([
      "common/deep/_first.yaml": Self.base,
      "common/second.yaml": "extends: deep/_first.yaml\ntraining: {epochs: 4}",
      "experiments/x.yaml": "name: x\nextends: ../common/second.yaml\ntraining: {batch_size: 1}\nsweep: ~",
    ])
    let trial = try extended.trial(at: 0)
    #expect(extended.count == 1 && trial.spec.training.epochs == 4)
    #expect(trial.spec.training.batchSize == .examples(1))
  }

  @Test func datasetsBesideTheBaseAreFound() throws {
    let dataset = "name: d\nshape: [2]\nclasses: [a, b]\nformat: {inline: {features: [[0, 1]], targets: [0]}}"
    let base = Self.base.split(separator: "\n").map { $0.hasPrefix("dataset:") ? "dataset: d" : $0 }.joined(
      separator: "\n")
    let extended = try plan([
      "common/datasets/d.yaml": dataset, "common/base.yaml": base,
      "x.yaml": "name: x\nextends: common/base.yaml",
    ])
    #expect(extended.count == 4)
  }

  @Test func aMistakeIsShownInTheFileThatHasIt() throws {
    do {
      _ = try plan([
        "base.yaml": Self.base.replacingOccurrences(of: "epochs: 3", with: "epochs: 0"),
        "x.yaml": "name: x\nextends: base.yaml\ntraining: {batch_size: none}\nsweep: ~",
      ])
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      let found = error.diagnostics.map {
        "\(($0.mark.file.path as NSString).lastPathComponent):\($0.mark.line)"
      }
      #expect(found == ["base.yaml:5", "x.yaml:3"])
    }
  }
}
