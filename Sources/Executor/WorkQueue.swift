import Dispatch
import NeuralNetwork
import Synchronization

/// What the workers of a run do: they train the trials in order and, when none is left to begin, help those that are
/// still being trained.
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
  /// Signalled for each waiting worker when there may be something for it.
  private let news = DispatchSemaphore(value: 0)

  private struct State {
    var nextTrial = 0
    /// The trials that are begun and not finished.
    var running = 0
    var offers: [Offer] = []
    var waiting = 0
    /// The workers that have not gone home.
    var present: Int
  }

  /// A trial that has use for more threads than the `members` it has.
  private struct Offer {
    let team: Team
    var members = 1
  }

  init(trials: Int, workers: Int, cores: Int) {
    self.trials = trials
    self.workers = workers
    self.cores = cores
    state = Mutex(State(present: workers))
  }

  /// What a worker does next; `nil`: it may go home. It waits while trials are running that it may be able to help.
  func next() -> Assignment? {
    while true {
      switch state.withLock({ decide(&$0) }) {
      case .go(let assignment): return assignment
      case .goHome: return nil
      case .wait: news.wait()
      }
    }
  }

  private enum Decision: Sendable { case go(Assignment), goHome, wait }

  private func decide(_ state: inout State) -> Decision {
    if state.nextTrial < trials {
      defer { state.nextTrial += 1 }
      state.running += 1
      return .go(.train(state.nextTrial))
    }
    // More threads than cores would only get into each other's way.
    if state.running == 0 || state.present > cores {
      state.present -= 1
      return .goHome
    }
    let open = state.offers.indices.filter { state.offers[$0].members < state.offers[$0].team.capacity }
    guard let least = open.min(by: { state.offers[$0].members < state.offers[$1].members }) else {
      state.waiting += 1
      return .wait
    }
    state.offers[least].members += 1
    return .go(.help(state.offers[least].team))
  }

  /// Makes a trial's team known to workers without a trial.
  func offer(_ team: Team) {
    guard team.capacity > 1 else { return }
    state.withLock {
      $0.offers.append(Offer(team: team))
      wake(&$0)
    }
  }

  /// Sends the team's helpers away; the opposite of ``offer(_:)``.
  func withdraw(_ team: Team) {
    guard team.capacity > 1 else { return }
    state.withLock { $0.offers.removeAll { $0.team === team } }
    team.dismiss()
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
    for _ in 0..<state.waiting { news.signal() }
    state.waiting = 0
  }
}
