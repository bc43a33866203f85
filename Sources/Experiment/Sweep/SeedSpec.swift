import Declarations
import YAMLTree

/// The seeds of the replicates: a list, or a number of them from the experiment's seed on.
package enum SeedSpec: Hashable, Sendable {
  case list([Int])
  case count(Int)

  /// The seeds, where that of the experiment is known; none where every combination runs once, from that.
  func seeds(from first: Int) -> [Int] {
    switch self {
    case .list(let seeds): seeds
    // Beyond the last seed they go on from 0.
    case .count(let count): (0..<count).map { (first + $0) & 0xFFFF_FFFF }
    }
  }

  /// Whether there are replicates.
  var isEmpty: Bool { self == .list([]) }
}

extension ValueType where Value == SeedSpec {
  /// The most replicates.
  private static var limit: Int { 100_000 }

  static var seeds: ValueType {
    let list = ValueType<[Int]>.list(of: .integer(.within(0...0xFFFF_FFFF)), count: .within(1...limit))
    let count = ValueType<Int>.integer(.within(1...limit))
    return ValueType(
      schema: ["anyOf": [list.schema, count.schema]],
      encode: { spec in
        switch spec {
        case .list(let seeds): list.encode(seeds)
        case .count(let number): count.encode(number)
        }
      },
      decode: { node, faults in
        guard let items = node.sequence else {
          guard node.scalar != nil else {
            faults.add(
              .wrongType(
                subject: faults.subject, expected: "a number of seeds or a list of them",
                found: node.summary),
              at: node)
            return nil
          }
          return count.decode(node, &faults).map { .count($0) }
        }
        guard let seeds = list.decode(node, &faults) else { return nil }
        var seen: Set<Int> = []
        // The same seed again would only repeat its trial.
        for (item, seed) in Swift.zip(items, seeds) where !seen.insert(seed).inserted {
          faults.add(.duplicateName(category: "seed", name: "\(seed)"), at: item)
        }
        return seen.count == seeds.count ? .list(seeds) : nil
      })
  }
}
