import Experiment

extension TrialPlan {
  /// The blocks without the combinations that an earlier block has: those whose trials have the same
  /// identity, whatever their axes are called.
  /// - Throws: where the seeds of the two blocks differ.
  static func distinct(_ blocks: [SweepBlock]) throws(PlanError) -> [SweepBlock] {
    guard blocks.count > 1 else { return blocks }
    var firsts: [TrialID: Int] = [:]
    var distinct: [SweepBlock] = []
    for (position, block) in blocks.enumerated() {
      var resolver = TrialResolver(block.template)
      var kept: [Int] = []
      for place in 0..<block.count {
        let indices = block.indices(at: place)
        let assignment = TrialTemplate.Assignment(indices: indices, seed: nil)
        if resolver.resolve(assignment) != nil {
          var content: [UInt8] = []
          resolver.writeIdentity(of: assignment, to: &content)
          let first = firsts.updateValue(position, forKey: TrialID(content: content))
          if let first {
            firsts[TrialID(content: content)] = first
            guard blocks[first].template.seeds == block.template.seeds else {
              throw .otherSeeds(block: position, earlier: first)
            }
            continue
          }
        }
        kept.append(block.grid.combination(of: indices))
      }
      var rest = block
      if kept.count < block.count { rest.kept = kept }
      distinct.append(rest)
    }
    return distinct
  }
}
