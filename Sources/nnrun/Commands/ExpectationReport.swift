import Comparisons
import Declarations
import Experiment
import Reporter

/// What is said of the expectations of an experiment.
struct ExpectationReport {
  private let unmet: Faults
  private let count: Int
  /// Whether something is expected of weights that nothing trained anew.
  private let leavesWeights: Bool

  /// What was expected of the results of a run, or without one, where `isTrained` is false, of those that are
  /// there.
  init(_ unmet: Faults, of comparisons: ComparisonPlan, isTrained: Bool = true) {
    self.unmet = unmet
    let ofWeights = isTrained ? 0 : comparisons.expectations.count(where: \.isOfWeights)
    leavesWeights = ofWeights > 0
    count = comparisons.expectations.count - ofWeights
  }

  /// Says which are not met, with numbers and places, or that all are. Whether all are.
  func tell() -> Bool {
    if leavesWeights { StandardOutput.print("'weights: unchanged' was not looked at: that takes a run") }
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

extension ExpectationLayout {
  fileprivate var isOfWeights: Bool { if case .unchangedWeights = claim { true } else { false } }
}

extension ComparisonPlan {
  /// The final weights of earlier results, by trial; `nil` where nothing is expected of them.
  func earlierWeights(in folder: String) throws -> [String: String]? {
    try expectations.contains(where: \.isOfWeights) ? TrialTableReader(folder: folder).weights() : nil
  }
}
