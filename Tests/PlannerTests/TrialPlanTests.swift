import Foundation
import Testing

@testable import ExperimentSpec
@testable import Planner

/// The expanded grid is the test: what a file declares, trial by trial.
@Suite struct TrialPlanTests {
  @Test func theLastAxisTurnsFastest() throws {
    let plan = try plan(
      model: "[dense: {units: $hidden, activation: $activation}, dense: {units: 10}]",
      sweep: "{grid: {hidden: [8, 16], activation: [relu, tanh]}}")
    #expect(
      try expanded(plan) == [
        "hidden=8 activation=relu", "hidden=8 activation=tanh", "hidden=16 activation=relu",
        "hidden=16 activation=tanh",
      ])
    #expect(plan.count == 4)
  }

  @Test func replicatesTurnFasterStill() throws {
    let plan = try plan(
      model: "[dense: {units: $hidden}, dense: {units: 10}]", sweep: "{grid: {hidden: [8, 16]}, seeds: [3, 1]}")
    let trials = try plan.trials()
    #expect(trials.map(\.spec.seed) == [3, 1, 3, 1])
    #expect(trials.map(\.replicate) == [0, 1, 0, 1])
    #expect(trials.map { $0.axes[0].value } == ["8", "8", "16", "16"])
  }

  @Test func derivedValuesFollowTheirAxes() throws {
    let plan = try plan(
      model: "[dense: {units: $wide}, dense: {units: $narrow}, dense: {units: 10}]",
      sweep: "{grid: {wide: [9, 32]}, derive: {half: wide // 2, narrow: max(half - 1, 1)}}")
    #expect(try expanded(plan) == ["wide=9 half=4 narrow=3", "wide=32 half=16 narrow=15"])
    #expect(try plan.trials().map(\.shapes.parameterCount) == [785 * 9 + 10 * 3 + 4 * 10, 785 * 32 + 33 * 15 + 16 * 10])
  }

  @Test func aPathReachesDefaultsAndBareNames() throws {
    let plan = try plan(
      optimizer: "adam", sweep: "{grid: {training.optimizer.adam.learning_rate: [0.1, 0.01], seed: [1, 2]}}")
    let trials = try plan.trials()
    #expect(trials.map(\.spec.seed) == [1, 2, 1, 2])
    #expect(
      trials.map(\.spec.training.optimizer) == [0.1, 0.1, 0.01, 0.01].map {
        .adam(AdamSpec(learningRate: $0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
      })
  }

  @Test func withoutASweepThereIsOneTrial() throws {
    let plan = try plan()
    #expect(try expanded(plan) == [""])
  }

  @Test func aMillionTrialsAreNotExpandedToBeCounted() throws {
    let hundred = "[" + (1...100).map(String.init).joined(separator: ", ") + "]"
    let plan = try plan(
      model: "[dense: {units: $a}, dense: {units: $b}, dense: {units: 10}]",
      sweep: "{grid: {a: \(hundred), b: \(hundred), seed: \(hundred)}}")
    #expect(plan.count == 1_000_000)
    #expect(try plan.trial(at: 999_999).axes.map(\.value) == ["100", "100", "100"])
  }

  @Test func aCombinationThatFailsIsReportedAtItsPlace() throws {
    // Each value is right beside the first ones of the other axes; 10 - 10 is not.
    let plan = try plan(
      model: "[dense: {units: $width}, dense: {units: 10}]",
      sweep: "{grid: {a: [20, 10], b: [1, 10]}, derive: {width: a - b}}")
    let error = #expect(throws: InvalidFiles.self) { try plan.trials() }
    #expect(error?.diagnostics.map(\.message) == ["units must be at least 1 and at most 1000000, not 0"])
  }

  @Test func theDigestIsOfWhatIsMeantNotOfHowItIsWritten() throws {
    let written = try plan(optimizer: "{adam: {learning_rate: 1e-3, beta1: 0.9}}").trial(at: 0)
    let meant = try plan(optimizer: "adam").trial(at: 0)
    #expect(written.id == meant.id)
    #expect(written.id.hexadecimal.count == 64)
  }

  @Test func whateverDecidesTheResultChangesTheDigest() throws {
    let base = try plan().trial(at: 0).id
    #expect(try plan(seed: 43).trial(at: 0).id != base)
    #expect(try plan(optimizer: "{adam: {learning_rate: 0.002}}").trial(at: 0).id != base)
    #expect(try plan(model: "[dense: {units: 11}]").trial(at: 0).id != base)
    #expect(try plan(digest: "1").trial(at: 0).id != base)
    #expect(try plan(numericsVersion: 2).trial(at: 0).id != base)
    #expect(try plan(name: "another").trial(at: 0).id == base)
  }

  private func expanded(_ plan: TrialPlan) throws -> [String] {
    try plan.trials().map { trial in trial.labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ") }
  }

  private func plan(
    name: String = "example", seed: Int = 42, model: String = "[dense: {units: 10}]", optimizer: String = "adam",
    sweep: String? = nil, digest: String = "0", numericsVersion: Int = 1
  ) throws -> TrialPlan {
    let sha = String(repeating: digest, count: 64)
    let dataset =
      "{name: d, shape: [28, 28], classes: [\((0..<10).map { "c\($0)" }.joined(separator: ", "))], "
      + "format: {idx: {train: {images: {path: a, sha256: \"\(sha)\"}, labels: {path: b, sha256: \"\(sha)\"}}}}}"
    let text = """
      name: \(name)
      seed: \(seed)
      dataset: \(dataset)
      model: {layers: \(model)}
      training: {loss: cross_entropy, optimizer: \(optimizer), epochs: 1}
      \(sweep.map { "sweep: \($0)" } ?? "")
      report: {table: [parameters\(sweep?.contains("half") == true ? ", half" : "")]}
      """
    let path = NSTemporaryDirectory() + "plan-\(UUID().uuidString).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let experiment = try Experiment(contentsOf: path, datasetFolders: [])
    guard case .training(let training) = experiment.body else { throw UnexpectedKind() }
    return try TrialPlan(training, numericsVersion: numericsVersion)
  }

  private struct UnexpectedKind: Error {}
}
