import Dispatch
import Synchronization
import Testing

@testable import Trials

@Suite struct OrderedSinkTests {
  @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 0, 1, 3]])
  func recordsAreHandedOnInTheOrderOfThePlan(_ order: [Int]) throws {
    let trials = try plannedTrials(arms: 4, replicates: 1)
    let handed = Mutex<[Int]>([])
    let sink = OrderedSink { record in handed.withLock { $0.append(record.trial.index) } }
    for (count, index) in order.enumerated() {
      sink.take(TrialRecord(trial: trials[index], status: .completed))
      // As soon as all before it are there.
      let there = Set(order.prefix(count + 1))
      let ready = (0..<4).prefix { there.contains($0) }
      #expect(handed.withLock { $0 } == Array(ready))
    }
  }

  @Test func manyThreadsMayBringThem() throws {
    let trials = try plannedTrials(arms: 30, replicates: 20)
    let handed = Mutex<[Int]>([])
    let isInside = Atomic<Bool>(false)
    let overlaps = Atomic<Int>(0)
    let sink = OrderedSink { record in
      if isInside.exchange(true, ordering: .relaxed) { overlaps.wrappingAdd(1, ordering: .relaxed) }
      handed.withLock { $0.append(record.trial.index) }
      isInside.store(false, ordering: .relaxed)
    }
    DispatchQueue.concurrentPerform(iterations: trials.count) { index in
      sink.take(TrialRecord(trial: trials[(index * 7) % trials.count], status: .completed))
    }
    #expect(handed.withLock { $0 } == Array(0..<600))
    #expect(overlaps.load(ordering: .relaxed) == 0)
  }
}
