import Declarations
import Dispatch
import Experiment
import Model
import Foundation
import Synchronization
import YAMLTree

extension TrialPlan {
  /// How many trials are worked on at a time.
  private static var blockSize: Int { 4096 }
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
    let blocks = (count + Self.blockSize - 1) / Self.blockSize
    let cores = min(ProcessInfo.processInfo.activeProcessorCount, blocks)
    let readers = (0..<cores).map { _ in ReaderBox(self) }
    for first in stride(from: 0, to: blocks, by: max(cores, 1)) {
      let results = Mutex([Result?](repeating: nil, count: min(cores, blocks - first)))
      DispatchQueue.concurrentPerform(iterations: min(cores, blocks - first)) { core in
        let start = (first + core) * Self.blockSize
        let result = readers[core].reader.withLock { work(&$0, start..<min(start + Self.blockSize, count)) }
        results.withLock { $0[core] = result }
      }
      for case let result? in results.withLock({ $0 }) where try !consume(result) { return }
    }
  }

  /// Looks at the values that trials have, in the combinations in which they can be wrong together; see
  /// `SweepDependencies`. Few of the trials are looked at where there are many. What can be wrong with one
  /// axis alone was looked at when the file was read.
  /// - Throws: everything that is wrong, up to a hundred mistakes.
  package func check() throws(InvalidFiles) {
    var faults = Faults()
    let combinations = TrialResolver(experiment.template).combinationsToCheck.filter { $0.count > 1 }
    forEachCombination(of: combinations) { reader, indices in
      for index in indices where !reader.hasEnoughFaults { _ = reader.resolve(index) }
      return reader.takeFaults()
    } then: {
      faults.add(contentsOf: $0)
      return !faults.isFull
    }
    if !faults.isEmpty { throw InvalidFiles(faults, limit: Faults.limit) }
  }

  /// Takes notes of the trials of a plan that was checked, in several places at a time that `merge` brings
  /// together. They meet everything that a trial has, but not every trial; of a plan with too many different
  /// trials for that, as much as a check looks at.
  package func survey<Notes: Sendable>(
    noting blank: Notes, _ note: @escaping @Sendable (inout Notes, TrialTemplate.Resolved) -> Void,
    merge: (inout Notes, Notes) -> Void
  ) -> Notes {
    let resolver = TrialResolver(experiment.template)
    let isSmall = grid.count(of: resolver.bodyDimensions) <= Self.surveyLimit
    var notes = blank
    forEachCombination(
      of: isSmall ? [resolver.bodyDimensions, resolver.seedDimensions] : resolver.combinationsToCheck
    ) {
      reader, indices in
      var part = blank
      for index in indices {
        if let trial = reader.resolve(index) { note(&part, trial) }
      }
      return part
    } then: {
      merge(&notes, $0)
      return true
    }
    var reader = TrialReader(self)
    for index in 0..<grid.replicates {
      if let trial = reader.resolve(index) { note(&notes, trial) }
    }
    return notes
  }

  /// Works on every combination of the axes of each set, the other axes at their first value, as
  /// `forEachBlock` does.
  private func forEachCombination<Result: Sendable>(
    of sets: Set<Set<Int>>, _ work: @escaping @Sendable (inout TrialReader, [Int]) -> Result,
    then consume: (Result) -> Bool
  ) {
    var isWanted = true
    for axes in sets.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) where isWanted {
      forEachBlock(count: grid.count(of: axes)) { reader, numbers in
        work(&reader, numbers.map { grid.index(ofCombination: $0, of: axes) })
      } then: {
        isWanted = consume($0)
        return isWanted
      }
    }
  }

  /// The datasets of the trials, each once, in the order in which the trials come to them.
  package func datasets() -> [DatasetDeclaration] {
    let axes = TrialResolver(experiment.template).datasetDimensions
    var reader = TrialReader(self)
    var seen: Set<[String]> = []
    return (0..<grid.count(of: axes)).compactMap { number in
      reader.dataset(at: grid.index(ofCombination: number, of: axes))
    }.filter { seen.insert([$0.name, $0.digest]).inserted }
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

/// A reader for one thread at a time.
private final class ReaderBox: Sendable {
  let reader: Mutex<TrialReader>

  init(_ plan: TrialPlan) { reader = Mutex(TrialReader(plan)) }
}
