import Dispatch
import Synchronization
import Testing

@testable import NeuralNetwork

@Suite struct TeamTests {
  @Test(arguments: [1, 2, 3, 7], [0, 1, 5, 64, 100])
  func sharesCoverEverythingOnce(_ count: Int, _ total: Int) {
    let team = Team(capacity: count)
    for unit in [1, 8, 16] {
      let shares = (0..<count).map {
        TeamMember(index: $0, count: count, of: team).share(of: total, unit: unit)
      }
      #expect(shares.flatMap { $0 } == Array(0..<total))
      #expect(shares.dropLast().allSatisfy { $0.upperBound % unit == 0 || $0.upperBound == total })
      let sizes = shares.map { ($0.count + unit - 1) / unit }
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
  }

  @Test(arguments: [1, 2, 3, 7], [(784, 128), (9, 10), (300, 33), (1, 70), (64, 16)])
  func blocksCoverAMatrixOnce(_ count: Int, _ shape: (rows: Int, columns: Int)) {
    let layout = PanelLayout<Float>(rows: shape.rows, columns: shape.columns)
    let team = Team(capacity: count)
    var next = 0
    for index in 0..<count {
      layout.forEachBlock(of: TeamMember(index: index, count: count, of: team), rows: 256) { block in
        #expect(
          block.offset == next && block.rows.count <= 256 && block.count <= ParameterUpdate<Float>.blockCount)
        #expect(block.offset == layout.offset(row: block.rows.lowerBound, column: block.columns.lowerBound))
        next = block.offset + block.count
      }
    }
    #expect(next == layout.count)
  }

  @Test func workIsDoneByAllMembersTogether() {
    let team = Team(capacity: 4)
    withHelpers(3, of: team) {
      // Whoever has come takes part; all do in the end.
      while members(of: team) < 4 {}
      var slots = [Int](repeating: 0, count: 4)
      slots.withUnsafeMutableBufferPointer { slots in
        nonisolated(unsafe) let slots = slots
        for round in 1...20_000 {
          team.run(atMost: 4) { member in
            // Every member sees what the others wrote before a barrier.
            slots[member.index] = round
            member.barrier()
            if slots.contains(where: { $0 != round }) { Issue.record("a barrier was passed too early") }
            member.barrier()
            slots[member.index] = -round
          }
          if slots.contains(where: { $0 != -round }) { Issue.record("run returned too early") }
        }
      }
      #expect(members(of: team, atMost: 2) == 2)
    }
  }

  @Test func aTeamHasNoMoreMembersThanItsCapacity() {
    let team = Team(capacity: 2)
    withHelpers(3, of: team) {
      while members(of: team) < 2 {}
      for _ in 0..<1000 { #expect(members(of: team) == 2) }
    }
    #expect(members(of: team) == 1, "helpers are gone")
    team.help()  // comes too late, and goes at once
  }

  /// Helpers that come while the owner hands out work without pause, again and again, on more threads than cores.
  @Test func helpersMayComeAtAnyTime() {
    for _ in 0..<200 {
      let team = Team(capacity: 5)
      let sum = Atomic<Int>(0)
      withHelpers(4, of: team) {
        for _ in 0..<50 {
          let expected = sum.load(ordering: .relaxed) + 840
          team.run(atMost: 5) { member in
            member.barrier()
            sum.wrappingAdd(member.share(of: 840).count, ordering: .relaxed)
          }
          #expect(sum.load(ordering: .relaxed) == expected)
        }
      }
    }
  }

  private func members(of team: Team, atMost limit: Int = .max) -> Int {
    let count = Atomic<Int>(0)
    team.run(atMost: limit) { _ in count.wrappingAdd(1, ordering: .relaxed) }
    return count.load(ordering: .relaxed)
  }
}

/// Runs `body` while `count` threads help the team, or try to.
func withHelpers<R, E: Error>(_ count: Int, of team: Team, _ body: () throws(E) -> R) throws(E) -> R {
  let group = DispatchGroup()
  let queue = DispatchQueue(label: "helpers", attributes: .concurrent)
  for _ in 0..<count { queue.async(group: group) { team.help() } }
  defer {
    team.dismiss()
    group.wait()
  }
  return try body()
}
