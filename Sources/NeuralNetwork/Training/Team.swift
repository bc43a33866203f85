internal import Synchronization

/// The threads that work on one trial together: its owner, which is worker 0, and helpers, the workers 1, 2,
/// … that ``help()``. Helpers may come at any time, and stay until the owner shuts the team down.
///
/// The owner runs a loop over tasks with ``forEach(_:workers:_:)``. Each worker has a ``TaskQueue`` with a
/// part of the tasks, the same in every step, so that what it works on stays in its core's cache:
///
///     tasks      0   1   2  |  3   4   5  |  6   7   8
///     queue of   worker 0   |  worker 1   |  worker 2
///                -------->     -------->     -------->    each worker takes its own from the front,
///                     <---          <---          <---    and then steals from the back of the others'
///                                                         queues, but leaves the last task of each
///
///     owner                                          a helper
///     stores the body, fills the queues       -->    sees tasks in its queue
///     does its tasks, then steals                    does its tasks, then steals
///                                             <--    adds the number of its tasks to `finished`
///     spins until all tasks are finished             waits for the next loop: spins, then sleeps
///     after a while, steals last tasks too
///     waits for tasks that others are doing: spins, then sleeps
///     returns
///
/// So the owner does not wait long for a helper whose thread the system has put aside, unless it is within a
/// task. If it had to wait nevertheless, it works alone for some time (``Backoff``). Threads spin since the
/// waits are shorter than it takes to put a thread to sleep.
///
/// The numerics contract holds because a task computes outputs of its own: no two tasks share the terms of a
/// sum.
package final class Team: @unchecked Sendable {
  // Unchecked for `body`, which the owner writes while no task can be taken and which filling the queues
  // publishes, and for `backoff`, which only the owner uses.

  /// The most threads that pay for the trial.
  package let capacity: Int

  /// For each worker, the tasks of its part that are not yet taken.
  private let queues: [TaskQueue]
  /// The tasks that helpers have finished.
  private let finished = PaddedAtomic()
  private let helpers = Atomic<Int>(0)
  private let isShutDown = Atomic<Bool>(false)
  private var body: ((Int, Int) -> Void)?
  private var backoff = Backoff()

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    queues = (0..<self.capacity).map { _ in TaskQueue() }
  }

  /// The workers that the owner should share its next step with: all ``workers``, or just itself where the
  /// machine is so busy that waiting for the others takes longer than doing without them.
  func workersForNextStep() -> Int {
    let workers = workers
    return workers == 1 || backoff.isOver() ? workers : 1
  }

  /// The threads that are there at the moment, the owner among them, of which no more than the ``capacity``
  /// count.
  var workers: Int {
    isShutDown.load(ordering: .relaxed) ? 1 : min(helpers.load(ordering: .relaxed) + 1, capacity)
  }

  /// Calls `body` with each of 0..<`tasks` and the worker that it runs in, 0..<`workers`, concurrently and in
  /// any order; returns when all calls have. The workers' parts are equal.
  ///
  /// Called by the owner only, with at most as many as the ``workers``.
  func forEach(_ tasks: Int, workers: Int, _ body: (_ task: Int, _ worker: Int) -> Void) {
    forEach(tasks, workers: workers, start: { tasks * $0 / workers }, body)
  }

  /// The same with unequal parts: `start` is the first task of a worker's, ascending from 0 for worker 0 to
  /// `tasks` for the one after the last.
  func forEach(
    _ tasks: Int, workers: Int, start: (_ worker: Int) -> Int, _ body: (_ task: Int, _ worker: Int) -> Void
  ) {
    guard workers > 1, tasks > 1 else {
      for task in 0..<tasks { body(task, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      self.body = body
      for worker in (0..<workers).reversed() {
        queues[worker].fill(start(worker)..<start(worker + 1))
      }
      waitForHelpers(tasks, workers: workers, done: runTasks(as: 0, of: workers, leaving: 1))
      finished.value.store(0, ordering: .relaxed)
      self.body = nil
    }
  }

  /// Waits until all tasks are finished, of which the owner has done so many, and does those that no helper
  /// takes.
  private func waitForHelpers(_ tasks: Int, workers: Int, done: Int) {
    let start = ContinuousClock.now
    if spin(until: { finished.value.load(ordering: .acquiring) == tasks - done }) { return }
    let spun = start.duration(to: .now)
    let own = done + runTasks(as: 0, of: workers, leaving: 0)
    let waited = ContinuousClock().measure {
      spinThenSleep { finished.value.load(ordering: .acquiring) == tasks - own }
    }
    // A helper within a task may be a little late: only the last wait counts. Where the owner has done all
    // tasks, no helper has come: what counts is the time that it spun.
    backoff.extend(afterWaiting: own == tasks ? spun : waited)
  }

  /// Does the tasks of the worker's queue, then those of the others' down to the last `rest` of each, and
  /// returns their number.
  ///
  /// A helper that finds its own queue empty does not steal: the tasks in other queues may be those of a
  /// later loop with fewer workers, which has no place for this one. While it has taken a task and not yet
  /// reported it as finished, no later loop begins.
  ///
  /// A function of its own, so that a helper has released the body when it reports its tasks: the body lives
  /// no longer than the call that handed it out.
  @inline(never) private func runTasks(as worker: Int, of workers: Int, leaving rest: Int) -> Int {
    var next = queues[worker].popFirst()
    if next == nil, worker == 0 { next = steal(worker, of: workers, leaving: rest) }
    // There is a body, and it is that of the task that was taken, as long as the task is not reported as
    // finished. It is loaded once: its reference count is in the other workers' caches too.
    guard next != nil, let body else { return 0 }
    var count = 0
    while let task = next {
      body(task, worker)
      count += 1
      next = queues[worker].popFirst() ?? steal(worker, of: workers, leaving: rest)
    }
    return count
  }

  private func steal(_ worker: Int, of workers: Int, leaving rest: Int) -> Int? {
    for offset in 1..<max(workers, 1) {
      if let task = queues[(worker + offset) % workers].stealLast(leaving: rest) { return task }
    }
    return nil
  }

  /// Lends the calling thread to the trial until the owner shuts the team down.
  package func help() {
    let worker = helpers.wrappingAdd(1, ordering: .relaxed).newValue
    guard worker < capacity else { return }
    while true {
      spinThenSleep { queues[worker].hasTasks || isShutDown.load(ordering: .relaxed) }
      let count = runTasks(as: worker, of: workers, leaving: 1)
      if count > 0 {
        finished.value.wrappingAdd(count, ordering: .releasing)
      } else if isShutDown.load(ordering: .relaxed) {
        return
      }
    }
  }

  /// Releases the helpers, those that are still to come as well. Called by the owner after its last loop.
  package func shutDown() { isShutDown.store(true, ordering: .relaxed) }
}
