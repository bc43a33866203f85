/// One thread's place in a piece of work that a ``Team`` does together.
struct TeamMember {
  /// 0..<``count``; 0 is the thread that handed out the work.
  let index: Int
  let count: Int
  private let team: Unmanaged<Team>

  /// The team outlives the work.
  init(index: Int, count: Int, of team: Team) {
    self.index = index
    self.count = count
    self.team = .passUnretained(team)
  }

  /// This member's part of 0..<`total`: the parts of all members follow one another and are nearly equal, in whole
  /// units of `unit` but for the end.
  func share(of total: Int, unit: Int = 1) -> Range<Int> {
    let units = (total + unit - 1) / unit
    return min(units * index / count * unit, total)..<min(units * (index + 1) / count * unit, total)
  }

  /// Waits until every member has come here; what any of them wrote before is seen by all of them after.
  func barrier() {
    if count > 1 { team._withUnsafeGuaranteedRef { $0.barrier(count) } }
  }
}
