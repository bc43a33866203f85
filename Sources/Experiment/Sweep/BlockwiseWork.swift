import Dispatch
import Foundation
import Synchronization

/// Work on many numbers on all cores, a block of them at a time.
package enum BlockwiseWork {
  /// How many numbers are worked on at a time.
  private static let blockSize = 4096

  /// Works on the numbers below `count`, and hands on what comes of the blocks in their order. `work` is
  /// called from several threads, with a state that nobody else uses meanwhile, one for each core, as `state`
  /// makes it; `consume` from the caller's thread: where it answers `false`, the rest is left undone, and
  /// what it throws is thrown on.
  package static func run<State: Sendable, Result: Sendable, Failure: Error>(
    count: Int, state: () -> State, _ work: @escaping @Sendable (inout State, Range<Int>) -> Result,
    then consume: (Result) throws(Failure) -> Bool
  ) throws(Failure) {
    let blocks = (count + blockSize - 1) / blockSize
    let cores = min(ProcessInfo.processInfo.activeProcessorCount, blocks)
    let states = (0..<cores).map { _ in StateBox(state()) }
    for first in stride(from: 0, to: blocks, by: max(cores, 1)) {
      let results = Mutex([Result?](repeating: nil, count: min(cores, blocks - first)))
      DispatchQueue.concurrentPerform(iterations: min(cores, blocks - first)) { core in
        let start = (first + core) * blockSize
        let result = states[core].state.withLock { work(&$0, start..<min(start + blockSize, count)) }
        results.withLock { $0[core] = result }
      }
      for case let result? in results.withLock({ $0 }) where try !consume(result) { return }
    }
  }
}

/// A state for one thread at a time.
private final class StateBox<State: Sendable>: Sendable {
  let state: Mutex<State>

  init(_ state: State) { self.state = Mutex(state) }
}
