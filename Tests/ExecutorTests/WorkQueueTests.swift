import Foundation
import NeuralNetwork
import Synchronization
import Model
import Testing

@testable import Executor

@Suite struct WorkQueueTests {
  @Test func trialsComeInOrderAndThenNothing() {
    let queue = WorkQueue(trials: 3, workers: 1, cores: 1)
    for trial in 0..<3 {
      #expect(queue.next()?.trial == trial)
      queue.finish(cancelled: false)
    }
    #expect(isOver(queue))
  }

  @Test func nothingBeginsAfterACancelledTrial() {
    let queue = WorkQueue(trials: 3, workers: 1, cores: 1)
    #expect(queue.next()?.trial == 0)
    queue.finish(cancelled: true)
    #expect(isOver(queue))
  }

  @Test func workersBeyondTheCoresEnd() {
    let queue = WorkQueue(trials: 1, workers: 3, cores: 2)
    #expect(queue.next()?.trial == 0)
    #expect(isOver(queue))  // the third worker; a second one would wait
  }

  @Test func anIdleWorkerHelpsTheTrialWithTheFewestThreads() throws {
    let queue = WorkQueue(trials: 2, workers: 4, cores: 4)
    for _ in 0..<2 { _ = queue.next() }
    let teams = try [makeSession(units: 600), makeSession(units: 600), makeSession(units: 2)].map(\.team)
    for team in teams { queue.offer(team) }
    #expect(teams[2].capacity == 1, "too small for two threads, and so never offered")
    let helped = [queue.next(), queue.next()]
    #expect(helped[0]?.team === teams[0] && helped[1]?.team === teams[1])
    for team in teams { queue.withdraw(team) }
  }

  @Test func aWorkerWaitsForATrialToHelpAndGoesHomeWhenAllAreFinished() throws {
    let queue = WorkQueue(trials: 1, workers: 2, cores: 2)
    _ = queue.next()
    let seen = Mutex<[WorkQueue.Assignment]>([])
    let group = DispatchGroup()
    group.enter()
    Thread.detachNewThread {
      while let assignment = queue.next() {
        seen.withLock { $0.append(assignment) }
        if case .help(let team) = assignment { team.help() }
      }
      group.leave()
    }
    let team = try makeSession(units: 600).team
    queue.offer(team)
    while seen.withLock({ $0.isEmpty }) {}
    queue.withdraw(team)
    queue.finish(cancelled: false)
    group.wait()
    #expect(seen.withLock { $0.count == 1 && $0[0].team === team })
  }

  private func isOver(_ queue: WorkQueue) -> Bool { queue.next().map { _ in false } ?? true }

  private func makeSession(units: Int) throws -> any TrainingSession {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    return try makeTrainingSession(
      precision: .float32,
      network: Network(
        inputShape: [100],
        layers: [Dense(units: units, weights: Zeros(), bias: Zeros())]),
      loss: MeanSquaredError(), optimizer: SGD(learningRate: 1, momentum: 0), source: Examples(),
      maximumBatch: 64,
      random: &random)
  }

  private struct Examples: BatchSource {
    let count = 64
    let featureCount = 100
    let targets = Targets.classes([Int32](repeating: 0, count: 64))
    let features = Features.values([Double](repeating: 0, count: 6400))
  }
}

extension WorkQueue.Assignment {
  fileprivate var trial: Int? { if case .train(let trial) = self { trial } else { nil } }
  fileprivate var team: Team? { if case .help(let team) = self { team } else { nil } }
}
