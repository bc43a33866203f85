import Digests
import Experiment

extension TrialPlan {
  /// The blocks without the combinations that an earlier block has: those whose trials have the same
  /// identity, whatever their axes are called.
  /// - Throws: where the seeds of the two blocks differ.
  static func distinct(_ blocks: [SweepBlock]) throws(PlanError) -> [SweepBlock] {
    guard blocks.count > 1 else { return blocks }
    var firsts: [TrialFingerprint: Int] = [:]
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
          let fingerprint = TrialFingerprint(of: content)
          if let first = firsts[fingerprint] {
            guard blocks[first].template.seeds == block.template.seeds else {
              throw .otherSeeds(block: position, earlier: first)
            }
            continue
          }
          firsts[fingerprint] = position
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

/// The SHA-256 of what decides a trial, without a text: a million of them are held.
private struct TrialFingerprint: Hashable {
  private var words = SIMD4<UInt64>()

  init(of content: [UInt8]) {
    var hash = SHA256()
    hash.update(content)
    hash.finish { digest in
      for (place, byte) in digest.enumerated() {
        words[place / 8] = words[place / 8] << 8 | UInt64(byte)
      }
    }
  }
}
