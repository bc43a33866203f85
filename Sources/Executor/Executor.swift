import Datasets
import Dispatch
import Experiment
import Foundation
import NeuralNetwork
import Planner
import Synchronization
import Trials

/// Trains the trials of a plan side by side and hands out their records in plan order. Each trial has a core; where fewer
/// trials are left than cores, they share those that are free.
package struct Executor: Sendable {
  /// The most trials at the same time, and the most threads.
  package var jobs: Int
  /// The processor's; no more threads than that work on the last trials.
  package var cores: Int
  package var instructionSet: InstructionSet
  /// Called from many threads, in no order between trials.
  package var observer: @Sendable (ExecutionEvent) -> Void
  /// Asked between steps; training stops where it answers `true`.
  package var isCancelled: @Sendable () -> Bool

  package init(
    jobs: Int, cores: Int = ProcessInfo.processInfo.activeProcessorCount, instructionSet: InstructionSet,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    observer: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
  ) {
    self.jobs = max(jobs, 1)
    self.cores = max(cores, 1)
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
    let work = WorkQueue(trials: trials.count, workers: min(jobs, max(trials.count, cores)), cores: cores)
    let queue = DispatchQueue(label: "nnrun.trials", attributes: .concurrent)
    let workers = DispatchGroup()
    for _ in 0..<work.workers {
      queue.async(group: workers) {
        while let assignment = work.next() {
          switch assignment {
          case .help(let team): team.help()
          case .train(let index):
            let record = isCancelled() ? nil : run(trials[index], data: data, captures: captures, work)
            if let record {
              records.withLock { $0[index] = record }
              observer(.finished(record))
            }
            work.finish(cancelled: record == nil)
          }
        }
      }
    }
    workers.wait()
    let finished = records.withLock { $0.compactMap { $0 } }
    guard finished.count == trials.count else { throw ExecutionError.cancelled(finished: finished.count) }
    return finished
  }

  /// The record of one trial; `nil` where the run was cancelled meanwhile.
  private func run(
    _ trial: Trial, data: DatasetCache, captures: CaptureSpec, _ work: WorkQueue
  ) -> TrialRecord? {
    observer(.started(trial))
    do {
      let run = try TrainingRun(
        trial, dataset: data.dataset(trial.dataset), captures: captures,
        maximumThreads: min(work.workers, cores), instructionSet: instructionSet)
      work.offer(run.team)
      defer { work.withdraw(run.team) }
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
