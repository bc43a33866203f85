import Foundation
import NeuralNetwork
import Planner
import Synchronization
import Testing
import Trials

@testable import Executor

@Suite struct ExecutorTests {
  let problem: TinyProblem
  init() throws { problem = try TinyProblem() }

  @Test func recordsComeInPlanOrderWithEveryEpoch() throws {
    let plan = try problem.plan()
    let records = try run(plan, jobs: 3)
    #expect(records.map(\.trial.index) == [0, 1, 2, 3, 4])
    #expect(records.allSatisfy { $0.status == .completed && $0.epochs.map(\.epoch) == [1, 2, 3] })
    #expect(
      records.allSatisfy {
        ($0.value("train_loss", in: plan, epoch: 2) ?? .infinity)
          < ($0.value("train_loss", in: plan, epoch: 0) ?? 0)
      })
    #expect(records.allSatisfy { ($0.value("test_accuracy", in: plan, epoch: 2) ?? 0) > 0.25 })
  }

  @Test(arguments: [1, 2, 7]) func theNumberOfJobsMovesNoBit(_ jobs: Int) throws {
    let plan = try problem.plan()
    #expect(try bits(run(plan, jobs: jobs)) == bits(run(plan, jobs: 3)))
  }

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable), ["float32", "float64"])
  func theInstructionSetMovesNoBit(_ instructionSet: InstructionSet, _ precision: String) throws {
    let layers =
      "[dense: {units: 33, activation: sigmoid}, dense: {units: 17, activation: relu}, "
      + "dense: {units: 9, activation: {leaky_relu: {slope: 0.1}}}, dense: {units: 7, activation: tanh}, dense: {units: 4}]"
    let plan = try problem.plan(layers: layers, extra: "precision: \(precision)")
    let reference = try bits(run(plan, instructionSet: .generic))
    #expect(try bits(run(plan, instructionSet: instructionSet)) == reference)
  }

  /// Networks that are large enough to be shared, fewer and more of them than workers.
  @Test(arguments: [1, 2, 5], ["[1]", "[1, 2, 3]"])
  func helpFromIdleWorkersMovesNoBit(_ jobs: Int, _ seeds: String) throws {
    let plan = try problem.plan(
      layers:
        "[dense: {units: 300, activation: relu}, dense: {units: 200, activation: tanh}, dense: {units: 4}]",
      training: "{loss: cross_entropy, optimizer: adam, epochs: 20, batch_size: 32, metrics: [accuracy]}",
      sweep: "{grid: {seed: \(seeds)}}")
    let alone = Executor(jobs: 1, cores: 1, instructionSet: .best)
    let shared = Executor(jobs: jobs, cores: 5, instructionSet: .best)
    let records = try shared.records(plan)
    #expect(try bits(records) == bits(alone.records(plan)))
    #expect(records.count == plan.count)
  }

  @Test func aTrialThatDivergesIsARowAndTheOthersGoOn() throws {
    let training =
      "{loss: cross_entropy, optimizer: {sgd: {learning_rate: $rate}}, epochs: 20, batch_size: 8}"
    let plan = try problem.plan(
      layers: "[dense: {units: 9, activation: relu}, dense: {units: 9, activation: relu}, dense: {units: 4}]",
      training: training, sweep: "{grid: {rate: [0.01, 1e30, 0.02]}}")
    let records = try run(plan)
    #expect(records[0].status == .completed)
    #expect(records[1].status == .diverged(epoch: 1))
    #expect(records[2].status == .completed)
  }

  @Test func aCancelledRunThrows() throws {
    let plan = try problem.plan()
    let executor = Executor(jobs: 1, instructionSet: .best, isCancelled: { true })
    #expect(throws: ExecutionError.self) { try executor.records(plan) }
  }

  @Test func everyTrialAndEpochIsObserved() throws {
    let events = Mutex<[String]>([])
    let plan = try problem.plan(sweep: "{grid: {seed: [1, 2]}}")
    let executor = Executor(
      jobs: 1, instructionSet: .best,
      observer: { event in
        let text =
          switch event {
          case .started(let trial): "started \(trial.index)"
          case .progress(let trial, _, _, _): "progress \(trial.index)"
          case .epoch(let trial, let record): "epoch \(trial.index).\(record.epoch)"
          case .finished(let record): "finished \(record.trial.index)"
          }
        events.withLock { $0.append(text) }
      })
    _ = try executor.records(plan)
    #expect(
      events.withLock { $0 }
        == [0, 1].flatMap { index in
          [
            "started \(index)", "epoch \(index).1", "epoch \(index).2", "epoch \(index).3",
            "finished \(index)",
          ]
        })
  }

  private func run(
    _ plan: TrialPlan, jobs: Int = 2, instructionSet: InstructionSet = .best
  ) throws -> [TrialRecord] {
    try Executor(jobs: jobs, instructionSet: instructionSet).records(plan)
  }

  private func bits(_ records: [TrialRecord]) -> [[UInt64]] {
    records.map { record in
      record.epochs.flatMap { $0.values.map { ($0 ?? 0).bitPattern } }
    }
  }
}
