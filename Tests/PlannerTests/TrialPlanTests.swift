import Declarations
import Foundation
import Model
import Testing

@testable import Experiment
@testable import Planner

/// The expanded grid is the test: what a file declares, trial by trial.
@Suite struct TrialPlanTests {
  @Test func theLastAxisTurnsFastest() throws {
    let plan = try makePlan(
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
    let plan = try makePlan(
      model: "[dense: {units: $hidden}, dense: {units: 10}]",
      sweep: "{grid: {hidden: [8, 16]}, seeds: [3, 1]}")
    let trials = try plan.trials()
    #expect(trials.map(\.spec.seed) == [3, 1, 3, 1])
    #expect(trials.map(\.replicate) == [0, 1, 0, 1])
    #expect(trials.map { $0.axes[0].value?.text } == ["8", "8", "16", "16"])
  }

  @Test func derivedValuesFollowTheirAxes() throws {
    let plan = try makePlan(
      model: "[dense: {units: $wide}, dense: {units: $narrow}, dense: {units: 10}]",
      sweep: "{grid: {wide: [9, 32]}, derive: {half: wide // 2, narrow: \"max(half - 1, 1)\"}}")
    #expect(try expanded(plan) == ["wide=9 half=4 narrow=3", "wide=32 half=16 narrow=15"])
    #expect(
      try plan.trials().map(\.graph.parameterCount) == [
        785 * 9 + 10 * 3 + 4 * 10, 785 * 32 + 33 * 15 + 16 * 10,
      ])
  }

  @Test func aPathReachesDefaultsAndBareNames() throws {
    let plan = try makePlan(
      optimizer: "adam", sweep: "{grid: {training.optimizer.adam.learning_rate: [0.1, 0.01], seed: [1, 2]}}")
    let trials = try plan.trials()
    #expect(trials.map(\.spec.seed) == [1, 2, 1, 2])
    #expect(
      trials.map { $0.spec.training.optimizer as? Adam }
        == [0.1, 0.1, 0.01, 0.01].map {
          Adam(learningRate: $0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
        })
  }

  @Test func withoutASweepThereIsOneTrial() throws {
    let plan = try makePlan()
    #expect(try expanded(plan) == [""])
  }

  @Test func aMillionTrialsAreNotExpandedToBeCounted() throws {
    let hundred = "[" + (1...100).map(String.init).joined(separator: ", ") + "]"
    let plan = try makePlan(
      model: "[dense: {units: $a}, dense: {units: $b}, dense: {units: 10}]",
      sweep: "{grid: {a: \(hundred), b: \(hundred), seed: \(hundred)}}")
    #expect(plan.count == 1_000_000)
    #expect(try plan.trial(at: 999_999).axes.map { $0.value?.text ?? "" } == ["100", "100", "100"])
  }

  @Test func aCombinationThatFailsIsReportedAtItsPlace() throws {
    // Each value is right beside the first ones of the other axes; 10 - 10 is not.
    let plan = try makePlan(
      model: "[dense: {units: $width}, dense: {units: 10}]",
      sweep: "{grid: {a: [20, 10], b: [1, 10]}, derive: {width: a - b}}")
    let error = #expect(throws: InvalidFiles.self) { try plan.trials() }
    #expect(error?.diagnostics.map(\.message) == ["units must be at least 1 and at most 1000000, not 0"])
  }

  @Test func theDigestIsOfWhatIsMeantNotOfHowItIsWritten() throws {
    let written = try makePlan(optimizer: "{adam: {learning_rate: 1e-3, beta1: 0.9}}").trial(at: 0)
    let meant = try makePlan(optimizer: "adam").trial(at: 0)
    #expect(written.id == meant.id)
    #expect(written.id.hexadecimal.count == 64)
  }

  @Test func whateverDecidesTheResultChangesTheDigest() throws {
    let base = try makePlan().trial(at: 0).id
    #expect(try makePlan(seed: "43").trial(at: 0).id != base)
    #expect(try makePlan(optimizer: "{adam: {learning_rate: 0.002}}").trial(at: 0).id != base)
    #expect(try makePlan(model: "[dense: {units: 11}]").trial(at: 0).id != base)
    #expect(try makePlan(digest: "1").trial(at: 0).id != base)
    #expect(try makePlan(numericsVersion: 2).trial(at: 0).id != base)
    #expect(try makePlan(name: "another").trial(at: 0).id == base)
  }

  private func expanded(_ plan: TrialPlan) throws -> [String] {
    try plan.trials().map { trial in
      trial.labels.map { "\($0.name)=\($0.value?.text ?? "")" }.joined(separator: " ")
    }
  }
}
