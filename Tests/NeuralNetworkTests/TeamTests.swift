import Foundation
import Synchronization
import Testing

@testable import NeuralNetwork

@Suite struct TeamTests {
  /// Every task once, however many workers there are; what one loop wrote is seen by the next.
  @Test(arguments: [1, 2, 3, 7], [0, 1, 2, 5, 64])
  func everyTaskIsDoneOnce(_ workers: Int, _ tasks: Int) {
    let team = Team(capacity: workers)
    withHelpers(workers - 1, of: team) {
      while team.workers < workers {}
      var counts = [Int](repeating: 0, count: tasks)
      counts.withUnsafeMutableBufferPointer { counts -> Void in
        nonisolated(unsafe) let counts = counts
        for round in 1...2000 {
          team.forEach(tasks, workers: workers) { task, worker in
            counts[task] += 1
            if !(0..<workers).contains(worker) { Issue.record("no such worker: \(worker)") }
          }
          #expect(counts.allSatisfy { $0 == round })
        }
      }
    }
  }

  @Test func allWorkersTakePart() {
    let team = Team(capacity: 3)
    withHelpers(2, of: team) {
      while team.workers < 3 {}
      let seen = Atomic<Int>(0)
      while seen.load(ordering: .relaxed) != 0b111 {
        team.forEach(30, workers: 3) { _, worker in seen.bitwiseOr(1 << worker, ordering: .relaxed) }
      }
    }
  }

  @Test func aTeamHasNoMoreWorkersThanItsCapacity() {
    let team = Team(capacity: 2)
    withHelpers(3, of: team) {
      while team.workers < 2 {}
      #expect(team.workers == 2)
    }
    #expect(team.workers == 1, "helpers are gone")
    team.help()  // comes too late, and goes at once
  }

  /// Two tasks that no thread could do one after the other.
  @Test func tasksRunConcurrently() {
    let team = Team(capacity: 2)
    withHelpers(1, of: team) {
      while team.workers < 2 {}
      for _ in 0..<1000 {
        let arrived = Atomic<Int>(0)
        team.forEach(2, workers: 2) { _, _ in
          arrived.wrappingAdd(1, ordering: .relaxed)
          while arrived.load(ordering: .relaxed) < 2 {}
        }
      }
    }
  }

  /// Helpers that come while the owner runs loops without pause, again and again, on more threads than cores.
  @Test func helpersMayComeAtAnyTime() {
    for _ in 0..<200 {
      let team = Team(capacity: 5)
      let sum = Atomic<Int>(0)
      withHelpers(4, of: team) {
        for round in 1...50 {
          team.forEach(11, workers: team.workers) { task, _ in sum.wrappingAdd(task, ordering: .relaxed) }
          #expect(sum.load(ordering: .relaxed) == 55 * round)
        }
      }
    }
  }

  /// Four times as long alone as was waited, and waits add up.
  @Test func theOwnerWorksAloneAfterAWait() {
    let start = ContinuousClock.now
    var backoff = Backoff()
    func isOver(after milliseconds: Int) -> Bool { backoff.isOver(at: start + .milliseconds(milliseconds)) }
    #expect(isOver(after: 0))
    backoff.extend(afterWaiting: .milliseconds(5), at: start)
    backoff.extend(afterWaiting: .milliseconds(1), at: start)
    #expect(!isOver(after: 23))
    #expect(isOver(after: 24))
    backoff.extend(afterWaiting: .milliseconds(1), at: start + .milliseconds(100))
    #expect(!isOver(after: 103))
    #expect(isOver(after: 104))
  }

  @Test(arguments: [(784, 128), (9, 10), (300, 33), (1, 70), (64, 16), (201, 40)])
  func blocksCoverAMatrixOnce(_ shape: (rows: Int, columns: Int)) {
    let layout = PackedLayout<Float>(rows: shape.rows, columns: shape.columns)
    var counts = [Int](repeating: 0, count: layout.count)
    for block in layout.blocks(rows: ParameterBlock<Float>.rows) {
      #expect(block.count <= ParameterBlock<Float>.count)
      let panels = (0..<block.panelCount).map { block.panel($0) }
      #expect(panels.reduce(0) { $0 + $1.count } == block.count)
      #expect(panels.first?.columns.lowerBound == block.columns.lowerBound)
      #expect(panels.last?.columns.upperBound == block.columns.upperBound)
      for panel in panels {
        #expect(panel.offset == layout.offset(row: panel.rows.lowerBound, column: panel.columns.lowerBound))
        for place in 0..<panel.count { counts[panel.offset + place] += 1 }
      }
      // Side by side are panels of one width only.
      #expect(Set(panels.map(\.width)).count == 1)
    }
    #expect(counts.allSatisfy { $0 == 1 })
  }
}

/// Runs `body` while `count` threads help the team, or try to.
func withHelpers(_ count: Int, of team: Team, _ body: () throws -> Void) rethrows {
  let group = DispatchGroup()
  for _ in 0..<count { startThread(in: group) { team.help() } }
  defer {
    team.shutDown()
    group.wait()
  }
  try body()
}

/// A thread of its own: a queue may keep work back until a core is free.
func startThread(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
  group.enter()
  Thread.detachNewThread {
    body()
    group.leave()
  }
}
