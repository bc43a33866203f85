import Declarations
import Dispatch
import Experiment
import Foundation
import Synchronization
import YAMLTree

extension TrialPlan {
  /// How many trials are worked on at a time.
  private static var blockSize: Int { 4096 }
  /// More mistakes than these are not looked for: the rest is likely the same.
  private static var diagnosticLimit: Int { 100 }

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

  /// Works on enough trials to meet every value that anything in the plan has: each combination of the axes
  /// that the seed depends on, each of those that the rest depends on, and each replicate.
  private func forEachCombination<Result: Sendable, Failure: Error>(
    _ work: @escaping @Sendable (inout TrialReader, [Int]) -> Result,
    then consume: (Result) throws(Failure) -> Bool
  ) throws(Failure) {
    let resolver = TrialResolver(experiment.template)
    var isWanted = true
    for axes in [resolver.bodyAxes, resolver.seedAxes] where isWanted {
      try forEachBlock(count: grid.count(of: axes)) { reader, numbers in
        work(&reader, numbers.map { grid.index(ofCombination: $0, of: axes) })
      } then: { (result) throws(Failure) in
        isWanted = try consume(result)
        return isWanted
      }
    }
    var reader = TrialReader(self)
    if isWanted { _ = try consume(work(&reader, Array(0..<grid.replicates))) }
  }

  /// Looks at every combination of values.
  /// - Throws: everything that is wrong with any of them, up to a hundred mistakes.
  package func check() throws(InvalidFiles) {
    try check(noting: (), { _, _ in }, merge: { _, _ in })
  }

  /// The same, where `note` takes notes of what is right, in several places at a time that `merge` brings
  /// together. It meets every value that a trial has of anything, but not every trial.
  @discardableResult
  package func check<Notes: Sendable>(
    noting blank: Notes, _ note: @escaping @Sendable (inout Notes, TrialTemplate.Resolved) -> Void,
    merge: (inout Notes, Notes) -> Void
  ) throws(InvalidFiles) -> Notes {
    var notes = blank
    var faults = Faults()
    forEachCombination { reader, indices in
      var part = blank
      for index in indices where reader.faultCount < Self.diagnosticLimit {
        if let trial = reader.resolve(index) { note(&part, trial) }
      }
      return (notes: part, faults: reader.takeFaults())
    } then: {
      merge(&notes, $0.notes)
      faults.add(contentsOf: $0.faults)
      return faults.all.count < Self.diagnosticLimit
    }
    if !faults.isEmpty { throw InvalidFiles(faults, limit: Self.diagnosticLimit) }
    return notes
  }

  /// The datasets of the trials, each once, in the order in which the trials come to them.
  package func datasets() -> [DatasetSpec] {
    let axes = TrialResolver(experiment.template).datasetAxes
    var reader = TrialReader(self)
    var seen: Set<JSONValue> = []
    return (0..<grid.count(of: axes)).compactMap { number in
      reader.dataset(at: grid.index(ofCombination: number, of: axes))
    }.filter { seen.insert(["name": .string($0.name), "identity": $0.identity]).inserted }
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
