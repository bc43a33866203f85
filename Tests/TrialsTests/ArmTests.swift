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

  @Test func meansAreOverTheCompletedReplicatesThatRecordedTheEpoch() throws {
    let arm = try arm([
      record(0, [1, 2, 9]), record(1, [3, 4]), record(2, [100], status: .diverged(epoch: 2)),
    ])
    let means = arm.means(x: nil, y: 0)
    #expect(means.map(\.x) == [1, 2, 3])
    #expect(means.map(\.y) == [2, 3, 9])
    #expect(arm.means(x: 0, y: 1).map(\.x) == [2, 3, 9])
    #expect(arm.completed.count == 2)
    #expect(arm.sample({ $0.final?.values[0] })?.mean == 6.5)
  }

  @Test func aLoneTrialIsShownAsFarAsItWent() throws {
    let arm = try arm([record(0, [1, 2], status: .diverged(epoch: 3))])
    #expect(arm.means(x: nil, y: 0).map(\.y) == [1, 2])
    #expect(arm.sample({ $0.final?.values[0] })?.mean == nil)
  }

  @Test func whatIsNotMeasuredHasNoPoint() throws {
    #expect(try arm([record(0, [nil, 5])]).means(x: nil, y: 0).map(\.x) == [2])
  }

  @Test func trialsOfAnotherArmAreNotTakenIn() throws {
    var arm = try arm([record(2, [1])])
    let isTaken = try arm.add(record(3, [1]))
    #expect(!isTaken)
    #expect(arm.labels.map(\.value?.text) == ["1"])
  }
}
