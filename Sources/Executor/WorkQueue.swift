import Dispatch
import NeuralNetwork
import Synchronization

/// Assigns work to the workers of a run, a thread each: they train the trials in order and, when none is left
/// to begin, help those that are still being trained.
final class WorkQueue: Sendable {
  enum Assignment: Sendable {
    /// Train the trial of that number.
    case train(Int)
    /// Help another worker's trial until it is finished.
    case help(Team)
  }

  let workers: Int
  private let cores: Int
  private let trials: Int
  private let state: Mutex<State>
  /// Signalled once for each waiting worker when there may be work for it, or none any more.
  private let wakeUp = DispatchSemaphore(value: 0)

  private struct State {
    var nextTrial = 0
    /// The trials that are begun and not finished.
    var running = 0
    var offers: [Offer] = []
    var waiting = 0
    /// The workers that have not ended.
    var activeWorkers: Int
  }

  /// A trial that has use for more threads than it has.
  private struct Offer {
    let team: Team
    var threads = 1
  }

  init(trials: Int, workers: Int, cores: Int) {
    self.trials = trials
    self.workers = workers
    self.cores = cores
    state = Mutex(State(activeWorkers: workers))
  }

  /// What a worker does next; `nil` where it ends. Blocks while trials are running that it may be able to
  /// help later.
  func next() -> Assignment? {
    while true {
      switch state.withLock({ decide(&$0) }) {
      case .begin(let assignment): return assignment
      case .end: return nil
      case .wait: wakeUp.wait()
      }
    }
  }

  private enum Decision: Sendable { case begin(Assignment), end, wait }

  private func decide(_ state: inout State) -> Decision {
    if state.nextTrial < trials {
      defer { state.nextTrial += 1 }
      state.running += 1
      return .begin(.train(state.nextTrial))
    }
    // More threads than cores would only take time from each other.
    if state.running == 0 || state.activeWorkers > cores {
      state.activeWorkers -= 1
      return .end
    }
    let open = state.offers.indices.filter { state.offers[$0].threads < state.offers[$0].team.capacity }
    guard let least = open.min(by: { state.offers[$0].threads < state.offers[$1].threads }) else {
      state.waiting += 1
      return .wait
    }
    state.offers[least].threads += 1
    return .begin(.help(state.offers[least].team))
  }

  /// Makes a trial's team known to workers without a trial.
  func offer(_ team: Team) {
    guard team.capacity > 1 else { return }
    state.withLock {
      $0.offers.append(Offer(team: team))
      wake(&$0)
    }
  }

  /// Assigns no more workers to the team and releases those that help it; the opposite of ``offer(_:)``.
  func withdraw(_ team: Team) {
    guard team.capacity > 1 else { return }
    state.withLock { $0.offers.removeAll { $0.team === team } }
    team.shutDown()
  }

  /// Ends a trial; after one that was cancelled, no other begins.
  func finish(cancelled: Bool) {
    state.withLock {
      $0.running -= 1
      if cancelled { $0.nextTrial = trials }
      if $0.running == 0 { wake(&$0) }
    }
  }

  private func wake(_ state: inout State) {
    for _ in 0..<state.waiting { wakeUp.signal() }
    state.waiting = 0
  }
}
