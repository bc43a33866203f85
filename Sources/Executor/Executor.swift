import Datasets
import Dispatch
import Experiment
import Foundation
import NeuralNetwork
import Planner
import Synchronization
import Trials

/// Trains the trials of a plan side by side and hands out their records in plan order. Each trial has a core;
/// where fewer trials are left than cores, they share those that are free.
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

  /// Runs trials of a plan.
  /// - Parameters:
  ///   - plan: a plan that was checked.
  ///   - trials: the places of the trials to run; `nil` for all.
  ///   - data: where the datasets come from.
  ///   - sink: gets a record for each trial as it ends. A trial that diverges or fails has a record with that
  ///     status.
  /// - Throws: `DatasetError` where a dataset cannot be used, or `ExecutionError` where the run was
  ///   cancelled.
  package func run(
    _ plan: TrialPlan, trials: [Int]? = nil, data: DatasetCache, into sink: some TrialSink
  ) throws {
    let total = trials?.count ?? plan.count
    // Before any thread starts: whatever is wrong with the data is known before anything is trained.
    for dataset in plan.datasets() { _ = try data.dataset(dataset) }

    let captures = plan.captures
    let finished = Atomic<Int>(0)
    let work = WorkQueue(trials: total, workers: min(jobs, max(total, cores)), cores: cores)
    let queue = DispatchQueue(label: "nnrun.trials", attributes: .concurrent)
    let workers = DispatchGroup()
    for _ in 0..<work.workers {
      queue.async(group: workers) {
        var reader = TrialReader(plan)
        while let assignment = work.next() {
          switch assignment {
          case .help(let team): team.help()
          case .train(let number):
            let index = trials?[number] ?? number
            let record = isCancelled() ? nil : run(index, of: plan, &reader, data: data, captures, work)
            if let record {
              sink.take(record)
              finished.wrappingAdd(1, ordering: .relaxed)
              observer(.finished(record))
            }
            work.finish(cancelled: record == nil)
          }
        }
      }
    }
    workers.wait()
    let count = finished.load(ordering: .relaxed)
    guard count == total else { throw ExecutionError.cancelled(finished: count) }
  }

  /// The record of one trial; `nil` where the run was cancelled meanwhile.
  private func run(
    _ index: Int, of plan: TrialPlan, _ reader: inout TrialReader, data: DatasetCache,
    _ captures: TrialPlan.Captures, _ work: WorkQueue
  ) -> TrialRecord? {
    // The plan was checked: there is such a trial.
    guard let trial = reader.trial(at: index) else { return nil }
    observer(.started(trial))
    do {
      let run = try TrainingRun(
        trial, dataset: data.dataset(trial.dataset), captures: captures.ofTrial(at: index),
        measurements: plan.experiment.measurements, maximumThreads: min(work.workers, cores),
        instructionSet: instructionSet)
      work.offer(run.team)
      defer { work.withdraw(run.team) }
      return try run.train(observer: observer, isCancelled: isCancelled)
    } catch {
      return TrialRecord(trial: trial, status: .failed(reason: "\(error)"))
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
