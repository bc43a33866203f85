import Planner
import Synchronization
import Trials

@testable import Executor

/// Keeps the records of a run in the order of the plan.
final class RecordSink: Sendable {
  private let state = Mutex<[TrialRecord]>([])

  var records: [TrialRecord] { state.withLock { $0 } }

  func add(_ record: TrialRecord) { state.withLock { $0.append(record) } }
}

extension Executor {
  /// The records of all trials, in the order of the plan.
  func records(_ plan: TrialPlan) throws -> [TrialRecord] {
    let sink = RecordSink()
    try run(plan, data: DatasetCache(), into: OrderedSink { sink.add($0) })
    return sink.records
  }
}

extension TrialRecord {
  /// What was measured in an epoch by the name of the measurement.
  func value(_ name: String, in plan: TrialPlan, epoch: Int) -> Double? {
    plan.experiment.measurements.firstIndex { $0.name == name }.flatMap { epochs[epoch].values[$0] }
  }
}
