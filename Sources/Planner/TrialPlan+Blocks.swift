import Declarations
import Experiment
import Model
import YAMLTree

extension TrialPlan {
  /// The most different trials that notes are taken of one by one.
  private static var surveyLimit: Int { 4_000_000 }

  /// Works on the numbers below `count` on all cores, a block of them at a time, and hands on what comes of
  /// the blocks in their order. `work` is called from several threads, with a reader that nobody else uses
  /// meanwhile; `consume` from the caller's thread: where it answers `false`, the rest is left undone, and
  /// what it throws is thrown on.
  package func forEachBlock<Result: Sendable, Failure: Error>(
    count: Int, _ work: @escaping @Sendable (inout TrialReader, Range<Int>) -> Result,
    then consume: (Result) throws(Failure) -> Bool
  ) throws(Failure) {
    try BlockwiseWork.run(count: count, state: { TrialReader(self) }, work, then: consume)
  }

  /// Looks at the values that trials have, in the combinations in which they can be wrong together; see
  /// `SweepDependencies`. Few of the trials are looked at where there are many. What can be wrong with one
  /// axis alone was looked at when the file was read.
  /// - Throws: everything that is wrong, up to a hundred mistakes.
  package func check() throws(InvalidFiles) {
    var faults = Faults()
    for block in blocks.indices where !faults.isFull {
      let sets = TrialResolver(blocks[block].template).combinationsToCheck.filter { $0.count > 1 }
      forEachCombination(of: sets, inBlock: block) { reader, combinations in
        for indices in combinations where !reader.hasEnoughFaults { reader.check(indices, inBlock: block) }
        return reader.takeFaults()
      } then: {
        faults.add(contentsOf: $0)
        return !faults.isFull
      }
    }
    if !faults.isEmpty { throw InvalidFiles(faults, limit: Faults.limit) }
  }

  /// Takes notes of the models, derived values and seeds of the trials of a plan that was checked, in several
  /// places at a time that `merge` brings together. They meet all of those, but not every trial; of a plan
  /// with too many different ones for that, as much as a check looks at.
  /// - Returns: the notes, and what the networks take, where they met those of all combinations.
  package func survey<Notes: Sendable>(
    noting blank: Notes, _ note: @escaping @Sendable (inout Notes, TrialFact) -> Void,
    merge: (inout Notes, Notes) -> Void
  ) -> (notes: Notes, costs: PlanCosts) {
    var notes = blank
    var known = PlanCosts()
    for (position, planned) in blocks.enumerated() {
      /// Gathers what the networks take as well, where `keeps` is set.
      @discardableResult
      func look(
        at sets: Set<Set<Int>>, keeps: Bool = false,
        _ facts: @escaping @Sendable (inout TrialReader, TrialTemplate.Assignment) -> [TrialFact]
      ) -> [FittedNetwork.Cost] {
        var all: [FittedNetwork.Cost] = []
        forEachCombination(of: sets, inBlock: position) { reader, combinations in
          var (part, costs): (Notes, [FittedNetwork.Cost]) = (blank, [])
          for indices in combinations {
            for fact in facts(&reader, planned.assignment(of: indices)) {
              note(&part, fact)
              if keeps, case .cost(let cost, _) = fact { costs.append(cost) }
            }
          }
          return (part, costs)
        } then: { (part: Notes, costs: [FittedNetwork.Cost]) in
          merge(&notes, part)
          all += costs
          return true
        }
        return all
      }
      // Each sort of fact depends on dimensions of its own.
      let resolver = TrialResolver(planned.template)
      let sets = resolver.derivedDimensions.union([resolver.shapeDimensions, resolver.seedDimensions])
      var costs: [FittedNetwork.Cost]?
      if planned.isWhole, sets.allSatisfy({ planned.block.grid.count(of: $0) <= Self.surveyLimit }) {
        let keeps = !resolver.hasRandomShapes
        let found = look(at: [resolver.shapeDimensions], keeps: keeps) {
          $0.newCost(of: $1, inBlock: position).map { [$0] } ?? []
        }
        if keeps, found.count == planned.block.grid.count(of: resolver.shapeDimensions) { costs = found }
        look(at: resolver.derivedDimensions) { $0.derived(of: $1, inBlock: position) }
        look(at: [resolver.seedDimensions]) { $0.seed(of: $1, inBlock: position).map { [$0] } ?? [] }
      } else {
        look(at: resolver.combinationsToCheck) { $0.facts(of: $1, inBlock: position) }
      }
      known.add(costs, of: resolver.shapeDimensions)
      for seed in planned.seeds { note(&notes, .seed(seed.seed)) }
    }
    return (notes, known)
  }

  /// Takes notes of the values of all axes, by the place of each among ``axisNames``, as ``survey`` does.
  package func surveyAxes<Notes: Sendable>(
    noting blank: Notes, _ note: @escaping @Sendable (inout Notes, Int, AxisValue) -> Void,
    merge: (inout Notes, Notes) -> Void
  ) -> Notes {
    var notes = blank
    for planned in blocks {
      var places = planned.labelPlaces[...]
      for dimension in planned.template.dimensions {
        let own = Array(places.prefix(dimension.columns.count))
        places = places.dropFirst(own.count)
        forEachBlock(count: dimension.count) { _, indices in
          var part = blank
          for labels in dimension.labels(at: indices) {
            for (place, value) in zip(own, labels) {
              if let value { note(&part, place, value) }
            }
          }
          return part
        } then: {
          merge(&notes, $0)
          return true
        }
      }
    }
    return notes
  }

  /// Works on every combination of each set of a block's dimensions, the other dimensions at their first
  /// point, as `forEachBlock` does; of a block that lacks some combinations, on all that it has.
  private func forEachCombination<Result: Sendable>(
    of sets: Set<Set<Int>>, inBlock position: Int,
    _ work: @escaping @Sendable (inout TrialReader, [[Int]]) -> Result, then consume: (Result) -> Bool
  ) {
    let block = blocks[position].block
    guard blocks[position].isWhole else {
      forEachBlock(count: block.count) { reader, places in
        work(&reader, places.map(block.indices))
      } then: {
        consume($0)
      }
      return
    }
    var isWanted = true
    for among in sets.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) where isWanted {
      forEachBlock(count: block.grid.count(of: among)) { reader, numbers in
        work(&reader, numbers.map { block.grid.indices(of: $0, among: among) })
      } then: {
        isWanted = consume($0)
        return isWanted
      }
    }
  }

  /// The datasets of the trials, each once, in the order in which the trials come to them.
  package func datasets() -> [DatasetDeclaration] {
    var reader = TrialReader(self)
    var seen: Set<[String]> = []
    var datasets: [DatasetDeclaration] = []
    for (position, planned) in blocks.enumerated() {
      let block = planned.block
      let among = TrialResolver(planned.template).datasetDimensions
      let count = planned.isWhole ? block.grid.count(of: among) : block.count
      for number in 0..<count {
        let indices =
          planned.isWhole ? block.grid.indices(of: number, among: among) : block.indices(at: number)
        for assignment in planned.assignments(ofDataAt: indices) {
          if let dataset = reader.dataset(assignment, inBlock: position),
            seen.insert([dataset.name, dataset.digest]).inserted
          {
            datasets.append(dataset)
          }
        }
      }
    }
    return datasets
  }

  /// Every trial.
  /// - Throws: what is wrong with any combination of values.
  package func trials() throws(InvalidFiles) -> [Trial] {
    try check()
    var trials: [Trial] = []
    trials.reserveCapacity(count)
    forEachBlock(count: count) { reader, indices in
      indices.compactMap { reader.trial(at: $0) }
    } then: {
      trials += $0
      return true
    }
    return trials
  }
}

/// Something of a trial that tells how wide the columns of a table are.
package enum TrialFact: Sendable {
  /// What a network takes, and the digest of its data.
  case cost(FittedNetwork.Cost, dataset: String)
  case derived(name: String, SweepNumber)
  case seed(Int)
}

extension TrialReader {
  /// All of those of an assignment of a block.
  fileprivate mutating func facts(
    of assignment: TrialTemplate.Assignment, inBlock block: Int
  ) -> [TrialFact] {
    let seed = seed(of: assignment, inBlock: block).map { [$0] } ?? []
    let cost = newCost(of: assignment, inBlock: block).map { [$0] } ?? []
    return cost + seed + derived(of: assignment, inBlock: block)
  }
}
