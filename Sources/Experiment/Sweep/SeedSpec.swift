import Declarations
import Model
import YAMLTree

/// The seeds of the replicates, and what they decide.
package struct SeedSpec: Hashable, Sendable {
  package var numbers = Numbers.list([])
  /// What differs from replicate to replicate, each from a stream of its own; nothing where all random
  /// numbers of a replicate come from one stream.
  package var varied: [SeedSource] = []

  /// A list, or a number of them from the experiment's seed on.
  package enum Numbers: Hashable, Sendable {
    case list([Int])
    case count(Int)
  }

  /// The seeds, where that of the experiment is known; none where every combination runs once, from that.
  func seeds(from first: Int) -> [Int] {
    switch numbers {
    case .list(let seeds): seeds
    // Beyond the last seed they go on from 0.
    case .count(let count): (0..<count).map { (first + $0) & 0xFFFF_FFFF }
    }
  }

  /// Whether there are replicates.
  var isEmpty: Bool { numbers == .list([]) }
}

extension ValueType where Value == SeedSpec {
  /// The most replicates.
  private static var limit: Int { 100_000 }

  static var seeds: ValueType {
    let numbers = ValueType<SeedSpec.Numbers>.seedNumbers(limit: limit)
    let record = Record(
      "the mapping of seeds", "Replicates, and what differs between them.", blank: SeedSpec(),
      fields: [
        Field(
          "count", \.numbers, numbers, required: true,
          "The number of seeds, from the experiment's on, or a list of them."),
        Field(
          "vary", \.varied, .list(of: .choice(of: "source"), count: .atLeast(1)), required: true,
          "What differs: init (the initial parameters), order (of the examples), split (of the data). "
            + "All else is that of the experiment's seed."),
      ])
    return ValueType(
      schema: ["anyOf": [numbers.schema, record.schema]],
      encode: { $0.varied.isEmpty ? numbers.encode($0.numbers) : record.encode($0) },
      decode: { node, faults in
        if node.mapping != nil { return record.decode(node, &faults) }
        return numbers.decode(node, &faults).map { SeedSpec(numbers: $0) }
      })
  }
}

extension ValueType where Value == SeedSpec.Numbers {
  fileprivate static func seedNumbers(limit: Int) -> ValueType {
    let list = ValueType<[Int]>.list(of: .integer(.within(0...0xFFFF_FFFF)), count: .within(1...limit))
    let count = ValueType<Int>.integer(.within(1...limit))
    return ValueType(
      schema: ["anyOf": [list.schema, count.schema]],
      encode: { numbers in
        switch numbers {
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
