import Planner
import Testing
import Trials

@testable import Executor

/// What is observed never moves what is trained.
@Suite struct ObservationTests {
  let problem: TinyProblem
  init() throws { problem = try TinyProblem() }

  private func records(_ training: String, report: String = "") throws -> [TrialRecord] {
    let plan = try problem.plan(
      training: "{loss: cross_entropy, optimizer: adam, epochs: 7, batch_size: 10, \(training)}",
      sweep: "{grid: {seed: [1, 2]}}", extra: report)
    return try Executor(jobs: 2, instructionSet: .best).records(plan)
  }

  @Test(arguments: [2, 3, 100]) func recordingFewerEpochsMovesNothing(_ every: Int) throws {
    let all = try records("record: {every: 1}, metrics: [accuracy]")
    let some = try records("record: {every: \(every)}, metrics: [accuracy]")
    #expect(some.map(\.weights) == all.map(\.weights))
    for (some, all) in zip(some, all) {
      #expect(some.epochs == all.epochs.filter { ($0.epoch - 1) % every == 0 || $0.epoch == 7 })
    }
  }

  @Test func metricsAndCapturesMoveNothing() throws {
    let plain = try records("metrics: []")
    let observed = try records(
      "metrics: [accuracy]", report: "report: {parameters: true, predictions: {split: train}}")
    #expect(observed.map(\.weights) == plain.map(\.weights))
    #expect(observed.map(\.trial.id) == plain.map(\.trial.id))
    #expect(plain.allSatisfy { $0.weights?.count == 64 })
    #expect(Set(plain.map(\.weights)).count == 2)
  }

  @Test func normsByLayerMoveNothing() throws {
    let plain = try records("metrics: [accuracy]")
    let observed = try records("metrics: [accuracy, gradient_norm, update_ratio], record: {every: 3}")
    #expect(observed.map(\.weights) == plain.map(\.weights))
    #expect(observed.map(\.trial.id) == plain.map(\.trial.id))
    for record in observed {
      #expect(record.epochs.map(\.epoch) == [1, 4, 7])
      // The losses and the accuracy, then each norm of all layers, of the first and of the second.
      for epoch in record.epochs {
        let norms = epoch.values.dropFirst(3).compactMap { $0 }
        #expect(norms.count == 6 && norms.allSatisfy { $0 > 0 })
        let (all, first, second) = (norms[0], norms[1], norms[2])
        #expect(abs(all * all - first * first - second * second) < 1e-12 * all * all)
      }
    }
  }

  /// The only step takes the parameters out of range, and no test example is there to tell.
  @Test func divergenceInTheLastStepIsDivergence() throws {
    let plan = try problem.plan(
      layers: "[dense: {units: 4}]",
      training:
        "{loss: mean_squared_error, optimizer: {sgd: {learning_rate: 1e300}}, epochs: 1, batch_size: full}",
      sweep: "{grid: {seed: [1]}}", extra: "precision: float32", hasTest: false)
    let records = try Executor(jobs: 1, instructionSet: .best).records(plan)
    #expect(records.map(\.status) == [.diverged(epoch: 1)])
    #expect(records[0].weights == nil && records[0].final == nil)
  }
}
