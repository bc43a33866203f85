import Testing

@testable import Trials

@Suite struct ArmTests {
  private func record(_ index: Int, _ losses: [Double?], status: TrialStatus = .completed) throws
    -> TrialRecord
  {
    let trial = try plannedTrials(arms: 2, replicates: 3)[index]
    return TrialRecord(
      trial: trial, status: status,
      epochs: losses.enumerated().map { EpochRecord(epoch: $0 + 1, values: [$1, Double(index)]) })
  }

  private func arm(_ records: [TrialRecord]) -> Arm {
    var arm = Arm(records[0])
    for record in records.dropFirst() where !arm.add(record) { Issue.record("another arm") }
    return arm
  }

  @Test func statisticsAreOverTheCompletedReplicates() throws {
    let arm = try arm([
      record(0, [1, 2, 9]), record(1, [3, 4]), record(2, [100], status: .diverged(epoch: 2)),
    ])
    #expect(arm.completed.count == 2)
    #expect(arm.sample({ $0.final?.values[0] })?.mean == 6.5)
  }

  @Test func anUnfinishedTrialHasNoStatistics() throws {
    let arm = try arm([record(0, [1, 2], status: .diverged(epoch: 3))])
    #expect(arm.sample({ $0.final?.values[0] })?.mean == nil)
  }

  @Test func trialsOfAnotherArmAreNotTakenIn() throws {
    var arm = try arm([record(2, [1])])
    let isTaken = try arm.add(record(3, [1]))
    #expect(!isTaken)
    #expect(arm.labels.map(\.value?.text) == ["1"])
  }
}
