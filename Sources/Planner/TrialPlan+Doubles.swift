import Digests
import Experiment

extension TrialPlan {
  /// The blocks without the combinations that an earlier block has: those whose trials have the same
  /// identity, whatever their axes are called.
  /// - Throws: where the seeds of the two blocks differ.
  static func distinct(_ blocks: [SweepBlock]) throws(PlanError) -> [SweepBlock] {
    guard blocks.count > 1 else { return blocks }
    var firsts: [TrialFingerprint: Int] = [:]
    firsts.reserveCapacity(min(blocks.reduce(0) { $0 + min($1.count, capacityLimit) }, capacityLimit))
    var distinct: [SweepBlock] = []
    for (position, block) in blocks.enumerated() {
      var kept: [Int] = []
      try BlockwiseWork.run(
        count: block.count, state: { TrialResolver(block.template) }
      ) { resolver, places in
        var content: [UInt8] = []
        return places.map { place -> (combination: Int, fingerprint: TrialFingerprint?) in
          let indices = block.indices(at: place)
          let combination = block.grid.combination(of: indices)
          guard resolver.isSound(at: indices) else { return (combination, nil) }
          content.removeAll(keepingCapacity: true)
          resolver.writeIdentity(of: TrialTemplate.Assignment(indices: indices, seed: nil), to: &content)
          return (combination, TrialFingerprint(of: content))
        }
      } then: { (trials) throws(PlanError) in
        for (combination, fingerprint) in trials {
          if let fingerprint {
            if let first = firsts[fingerprint] {
              guard blocks[first].template.seeds == block.template.seeds else {
                throw .otherSeeds(block: position, earlier: first)
              }
              continue
            }
            firsts[fingerprint] = position
          }
          kept.append(combination)
        }
        return true
      }
      var rest = block
      if kept.count < block.count { rest.kept = kept }
      distinct.append(rest)
    }
    return distinct
  }

  /// No room is made for more trials than this before they are looked at.
  private static let capacityLimit = 4_000_000
}

/// The SHA-256 of what decides a trial, without a text: a million of them are held.
private struct TrialFingerprint: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  // Any bits of a digest will do.
  func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }

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
