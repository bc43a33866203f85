import Declarations
import Experiment
import Foundation
import Model
import Planner
import Testing

@testable import Executor

/// Data whose digests, shapes and classes stand in their files: an experiment knows them when it is read.
@Suite final class OpenDatasetTests {
  private let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/datasets", withIntermediateDirectories: true)
    let rows = (0..<12).map { "\($0),\(Double($0) / 4),\(["red", "blue"][$0 % 2])\n" }
    try write("width,height,colour\n" + rows.joined(), to: "flowers.csv")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/datasets/\(name)", atomically: true, encoding: .utf8)
  }

  private func load(
    dataset: String = "flowers", use: String = "flowers", units: String = "2", sweep: String = ""
  ) throws -> TrainingExperiment {
    if dataset != "flowers" {
      try write(dataset, to: "flowers.yaml")
    } else {
      try write(Self.flowers, to: "flowers.yaml")
    }
    try """
    name: e
    dataset: \(use)
    model: {layers: [dense: {units: \(units)}]}
    training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 0.1}}, epochs: 1}
    \(sweep)
    """.write(toFile: "\(folder)/e.yaml", atomically: true, encoding: .utf8)
    let experiment = try Experiment(
      contentsOf: "\(folder)/e.yaml", datasetFolders: [], reader: DatasetCache())
    guard case .training(let training) = experiment.body else { throw CocoaError(.coderInvalidValue) }
    return training
  }

  private static let flowers = """
    name: flowers
    format:
      csv:
        file: flowers.csv
        targets: colour
    classes: auto
    """

  /// The first lines of the mistakes that are found.
  private func faults(dataset: String = "flowers", use: String = "flowers", units: String = "2") throws
    -> [String]
  {
    do {
      _ = try load(dataset: dataset, use: use, units: units)
      return []
    } catch let error as InvalidFiles {
      return error.diagnostics.map { diagnostic in
        let lines = "\(diagnostic)".replacing(folder + "/", with: "").split(separator: "\n")
        return ([lines[0]] + lines.filter { $0.hasPrefix("note: did") }).joined(separator: " ")
      }
    }
  }

  private func trials(_ experiment: TrainingExperiment) throws -> [Trial] {
    try TrialPlan(experiment, numericsVersion: 1).trials()
  }

  @Test func whatTheDataTell() throws {
    let dataset = try #require(trials(load()).first).dataset
    #expect(dataset.shape == [2])
    #expect(dataset.classes == ["blue", "red"])
    #expect(
      dataset.content?.digests == [
        Digest.sha256(Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/datasets/flowers.csv"))))
      ])
  }

  /// What a trial is rests on the content, and neither on its path nor on whether a digest is declared.
  @Test func identityRestsOnTheContent() throws {
    func id(_ dataset: String = "flowers") throws -> TrialID {
      try #require(trials(load(dataset: dataset)).first).id
    }
    let first = try id()
    let content = try String(contentsOfFile: "\(folder)/datasets/flowers.csv", encoding: .utf8)
    try write(content, to: "other.csv")
    #expect(try id(Self.flowers.replacing("flowers.csv", with: "other.csv")) == first)
    let digest = Digest.sha256(Array(content.utf8))
    #expect(
      try id(Self.flowers.replacing("flowers.csv", with: "{path: flowers.csv, sha256: \(digest)}")) == first)
    try write(content.replacing("3,0.75", with: "3,0.5"), to: "other.csv")
    #expect(try id(Self.flowers.replacing("flowers.csv", with: "other.csv")) != first)
    #expect(try id(Self.flowers + "\nsplit: {test: 0.25}") != first)
  }

  @Test func foldsAreAnAxis() throws {
    let experiment = try load(
      use: "{use: flowers, normalization: standardize, split: {folds: 3, stratify: true}}",
      sweep: "sweep: {grid: {dataset.split.fold: [0, 1, 2]}}")
    let trials = try trials(experiment)
    #expect(Set(trials.map(\.id)).count == 3)
    #expect(experiment.measurements.map(\.name).contains("test_loss"))
    let cache = DatasetCache()
    let tests = try trials.map { trial in
      let test = try #require(try cache.dataset(trial.dataset).test)
      return (0..<test.count).map { test.rawFeatures(of: $0) }
    }
    #expect(tests.map(\.count) == [4, 4, 4])
    #expect(Set(tests.joined()).count == 12)
  }

  @Test func learningCurves() throws {
    let trials = try trials(
      load(use: "{use: flowers, take: {train: 4}}", sweep: "sweep: {grid: {dataset.take.train: [2, 4, 100]}}")
    )
    let cache = DatasetCache()
    #expect(try trials.map { try cache.dataset($0.dataset).train.count } == [2, 4, 12])
  }

  @Test func mistakesStandWhereTheyAreMade() throws {
    #expect(
      try faults(units: "1") == [
        "e.yaml:3:33: error: the last layer has 1 unit, but the dataset 'flowers' has 2 classes"
      ])
    #expect(
      try faults(dataset: Self.flowers.replacing("targets: colour", with: "targets: color")) == [
        "datasets/flowers.yaml:4:11: error: datasets/flowers.csv: no column 'color'; the columns are "
          + "width, height, colour note: did you mean 'colour'?"
      ])
    #expect(
      try faults(dataset: Self.flowers.replacing("classes: auto", with: "")).first
        == "datasets/flowers.yaml:4:11: error: datasets/flowers.csv: line 2, column 'colour': 'red' is not a "
        + "number; targets are values unless the dataset has 'classes'")
    #expect(
      try faults(use: "{use: flowers, split: {test: 12}}") == [
        "e.yaml:2:32: error: datasets/flowers.csv: the split wants 12 test examples of 12, which "
          + "leaves none to train on"
      ])
    #expect(
      try faults(dataset: Self.flowers.replacing("flowers.csv", with: "gone.csv")) == [
        "datasets/flowers.yaml:4:11: error: datasets/gone.csv: no such file"
      ])
    #expect(
      try faults(use: "{use: flower}").first
        == "e.yaml:2:16: error: there is no dataset 'flower' note: did you mean 'flowers'?")
  }
}
