import Datasets
import Dispatch
import ExperimentSpec
import NeuralNetwork
import Planner
import Synchronization
import TrialStore

/// Trains the trials of a plan side by side, each on one core, and hands out their records in plan order.
package struct Executor: Sendable {
  /// The most trials at the same time.
  package var jobs: Int
  package var instructionSet: InstructionSet
  /// Called from many threads, in no order between trials.
  package var observer: @Sendable (ExecutionEvent) -> Void
  /// Asked between steps; training stops where it answers `true`.
  package var isCancelled: @Sendable () -> Bool

  package init(
    jobs: Int, instructionSet: InstructionSet, isCancelled: @escaping @Sendable () -> Bool = { false },
    observer: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
  ) {
    self.jobs = max(jobs, 1)
    self.instructionSet = instructionSet
    self.isCancelled = isCancelled
    self.observer = observer
  }

  /// Runs every trial.
  /// - Returns: a record for each, in the order given. A trial that diverges or fails has a record with that status.
  /// - Throws: `ExecutionError` where a dataset cannot be used or the run was cancelled.
  package func run(_ trials: [Trial], data: DatasetCache, captures: CaptureSpec = CaptureSpec()) throws
    -> [TrialRecord]
  {
    // Before any thread starts: whatever is wrong with the data is known before anything is trained.
    for trial in trials { _ = try data.dataset(trial.dataset) }

    let records = Mutex<[TrialRecord?]>([TrialRecord?](repeating: nil, count: trials.count))
    let next = Atomic<Int>(0)
    let queue = DispatchQueue(label: "nnrun.trials", attributes: .concurrent)
    let workers = DispatchGroup()
    for _ in 0..<min(jobs, trials.count) {
      queue.async(group: workers) {
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < trials.count, !isCancelled() else { return }
          guard let record = run(trials[index], data: data, captures: captures) else { return }
          records.withLock { $0[index] = record }
          observer(.finished(record))
        }
      }
    }
    workers.wait()
    let finished = records.withLock { $0.compactMap { $0 } }
    guard finished.count == trials.count else { throw ExecutionError.cancelled(finished: finished.count) }
    return finished
  }

  /// The record of one trial; `nil` where the run was cancelled meanwhile.
  private func run(_ trial: Trial, data: DatasetCache, captures: CaptureSpec) -> TrialRecord? {
    observer(.started(trial))
    do {
      let run = try TrainingRun(
        trial, dataset: data.dataset(trial.dataset), captures: captures, instructionSet: instructionSet)
      return try run.train(observer: observer, isCancelled: isCancelled)
    } catch {
      return TrialRecord(trial: trial, status: .failed(reason: "\(error)"), epochs: [])
    }
  }
}

/// What happens during a run.
package enum ExecutionEvent: Sendable {
  case started(Trial)
  /// Some way into an epoch: the share of it that is done, and the mean of the batch losses so far.
  case progress(Trial, epoch: Int, fraction: Double, trainLoss: Double)
  case epoch(Trial, EpochRecord)
  case finished(TrialRecord)
}

package enum ExecutionError: Error, Sendable {
  case cancelled(finished: Int)
}
