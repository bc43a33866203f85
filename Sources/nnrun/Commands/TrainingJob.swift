import Comparisons
import Executor
import Planner
import Trials

/// One experiment that is trained.
struct TrainingJob {
  let plan: TrialPlan
  let comparisons: ComparisonPlan
  let data: DatasetCache
  let executor: Executor

  /// Trains the trials of the plan, and hands on their records in its order; where a comparison is
  /// sequential, as many as it takes.
  ///
  /// - Throws: `ExecutionError.cancelled` where the run was interrupted.
  func run(_ take: @escaping @Sendable (TrialRecord) -> Void) throws {
    guard let sequential = comparisons.sequential else {
      return try executor.run(plan, data: data, into: OrderedSink(take))
    }
    let sink = CollectingSink()
    // The first look is at all arms; then those that are not decided get further replicates, and what is
    // decided depends on the records alone.
    var arms = Array(0..<plan.armCount)
    var (known, wanted) = (0, sequential.firstLook)
    while true {
      let trials = arms.flatMap { plan.trials(ofArm: $0).prefix(wanted).dropFirst(known) }
      try executor.run(plan, trials: trials, data: data, into: sink)
      guard let next = sequential.wanted(after: sink.records, of: plan) else { break }
      arms = next.arms
      (known, wanted) = (wanted, next.replicates)
    }
    for record in sink.records { take(record) }
  }
}
