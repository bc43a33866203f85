import Comparisons
import Experiment
import Planner
import Reporter
import Trials

/// What a run makes of its records: the report, and what went wrong.
struct RunOutcome: ~Copyable {
  var report: TrainingReport
  private var failures = Failures()
  /// How the weights changed, where something is expected of them.
  private var weights: WeightChanges?

  init(_ plan: TrialPlan, _ comparisons: ComparisonPlan, earlier: [String: String]?) {
    report = TrainingReport(plan, comparisons)
    weights = earlier.map { WeightChanges(since: $0) }
  }

  mutating func add(_ record: TrialRecord) {
    report.add(record)
    failures.add(record)
    let digits = record.weights.map { String($0.prefix(12)) } ?? ""
    weights?.add(trial: record.trial.id.short, weights: digits)
  }

  /// Says which trials did not come to their end, and which expectations are not met. Whether all is well.
  mutating func tell(_ comparisons: ComparisonPlan) -> Bool {
    failures.tell()
    if weights?.isEmpty ?? false {
      StandardError.write("weights: unchanged: there are no earlier results of these trials to compare with")
    }
    let areMet = ExpectationReport(report.unmetExpectations(weights: weights), of: comparisons).tell()
    return areMet && failures.count == 0
  }
}

/// The trials that were not completed.
private struct Failures {
  private(set) var count = 0
  /// What to say of the first of them.
  private var lines: [String] = []
  private static let lineLimit = 100

  mutating func add(_ record: TrialRecord) {
    let text: String
    switch record.status {
    case .completed: return
    case .diverged(let epoch): text = "diverged in epoch \(epoch)"
    case .failed(let reason): text = "failed: \(reason)"
    }
    count += 1
    if lines.count < Self.lineLimit { lines.append("\(record.trial.title): \(text)") }
  }

  func tell() {
    for line in lines { StandardError.write(line) }
    if count > lines.count {
      StandardError.write("and \(count - lines.count) more trials were not completed")
    }
  }
}

extension Trial {
  /// How messages call the trial: "activation=relu".
  var title: String {
    let parts = [AxisValue.title(of: axes), replicate > 0 ? "seed=\(seed)" : ""].filter { !$0.isEmpty }
    return parts.isEmpty ? "trial" : parts.joined(separator: " ")
  }
}
