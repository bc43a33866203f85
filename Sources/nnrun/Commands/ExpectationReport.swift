import Comparisons
import Declarations
import Experiment
import Reporter

/// What is said of the expectations of an experiment.
struct ExpectationReport {
  private let unmet: Faults
  private let count: Int

  init(_ unmet: Faults, of comparisons: ComparisonPlan) {
    self.unmet = unmet
    count = comparisons.expectations.count
  }

  /// Says which are not met, with numbers and places, or that all are. Whether all are.
  func tell() -> Bool {
    if count == 0 { return true }
    guard !unmet.isEmpty else {
      StandardOutput.print(count == 1 ? "the expectation is met" : "all \(count) expectations are met")
      return true
    }
    let invalid = InvalidFiles(unmet)
    for diagnostic in invalid.diagnostics { StandardError.write("\(diagnostic)") }
    let found = invalid.diagnostics.count
    StandardError.write(
      "\(found) of \(count) \(count == 1 ? "expectation is" : "expectations are") not met")
    return false
  }
}

extension ComparisonPlan {
  /// The final weights of earlier results, by trial; `nil` where nothing is expected of them.
  func earlierWeights(in folder: String) throws -> [String: String]? {
    let isAsked = expectations.contains { if case .unchangedWeights = $0.claim { true } else { false } }
    return isAsked ? try TrialTableReader(folder: folder).weights() : nil
  }
}
