import Declarations
import Experiment

extension TrialPlan {
  /// The plan of those trials alone that meet a condition on their axes, derived values and `seed`, in their
  /// order; where a condition keeps some replicates of a combination and others of another one, the
  /// combinations with the same replicates come together.
  /// - Throws: `InvalidFiles` where the condition is wrong or keeps nothing.
  package func keeping(_ condition: Located<Condition>) throws -> TrialPlan {
    var faults = Faults()
    let names = blocks.flatMap(\.block.names) + ["seed"]
    for (name, range) in condition.parsed.names where !names.contains(name) {
      faults.add(condition.fault(ExpressionFault(.unknownName(name, legal: names.distinct), range)))
    }
    var parts: [(block: SweepBlock, seeds: [PlannedBlock.Seed])] = []
    for planned in blocks where faults.isEmpty { parts += planned.parts(meeting: condition, &faults) }
    if faults.isEmpty, parts.isEmpty {
      faults.add(condition.fault(ExpressionFault.Kind.keepsNothing(count, of: "trials")))
    }
    if !faults.isEmpty { throw InvalidFiles(faults) }
    return try TrialPlan(experiment, numericsVersion: numericsVersion, parts)
  }
}

extension PlannedBlock {
  /// The combinations with trials that meet a condition, together where the same replicates do.
  fileprivate func parts(
    meeting condition: Located<Condition>, _ faults: inout Faults
  ) -> [(block: SweepBlock, seeds: [Seed])] {
    func part(_ combinations: [Int], _ seeds: [Seed]) -> (block: SweepBlock, seeds: [Seed]) {
      var block = block
      if combinations.count < block.count { block.kept = combinations }
      return (block, seeds)
    }
    let asksForSeed = condition.parsed.names.contains { $0.name == "seed" } && !block.names.contains("seed")
    guard asksForSeed, !seeds.isEmpty else {
      let kept = block.combinations(meeting: condition, seed: template.firstSeed, &faults) ?? []
      return kept.isEmpty ? [] : [part(kept, seeds)]
    }
    var replicates: [Int: [Int]] = [:]
    for (place, seed) in seeds.enumerated() {
      for combination in block.combinations(meeting: condition, seed: seed.seed, &faults) ?? [] {
        replicates[combination, default: []].append(place)
      }
    }
    let groups = Dictionary(grouping: replicates.keys.sorted()) { replicates[$0] ?? [] }
    return groups.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
      .map { places, combinations in part(combinations, places.map { seeds[$0] }) }
  }
}
