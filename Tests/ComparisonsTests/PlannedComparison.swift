import Planner
import TestSupport

@testable import Comparisons

/// A plan of an experiment on a few points, with comparisons and expectations, and outcomes that nobody
/// trained.
struct PlannedComparison {
  let plan: TrialPlan

  init(sweep: String, compare: String = "", expect: String = "", report: String = "") throws {
    var text = """
      name: example
      dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}
      model: {layers: [dense: {units: 2, activation: identity}]}
      training: {loss: cross_entropy, optimizer: adam, epochs: 2, batch_size: 1}
      sweep: \(sweep)

      """
    for (key, value) in [("compare", compare), ("expect", expect), ("report", report)] where !value.isEmpty {
      text += "\(key): \(value)\n"
    }
    plan = try trialPlan(text)
  }

  var comparisons: ComparisonPlan { get throws { try ComparisonPlan(plan) } }

  /// Outcomes with a number of the first column for each replicate of each arm; `nil` for one that diverged.
  func outcomes(_ numbers: [[Double?]]) -> Outcomes {
    var outcomes = Outcomes(plan)
    for (arm, numbers) in numbers.enumerated() {
      for number in numbers {
        let columns = outcomes.columns.map { _ in number }
        outcomes.add(Outcomes.Trial(isCompleted: number != nil, numbers: columns), toArm: arm)
      }
    }
    return outcomes
  }

  /// What the first comparison finds.
  func comparison(_ numbers: [[Double?]]) throws -> Comparison? {
    try comparisons.comparisons.first.flatMap { Comparison($0, outcomes(numbers)) }
  }

  /// What is said of unmet expectations: the message and the notes of each.
  func unmet(_ numbers: [[Double?]], weights: WeightChanges? = nil) throws -> [[String]] {
    let comparisons = try comparisons
    let outcomes = outcomes(numbers)
    let found = comparisons.comparisons.compactMap { Comparison($0, outcomes) }
    return Expectations(plan, found, outcomes, weights: weights).unmet(comparisons.expectations).all
      .map { [$0.kind.message] + $0.kind.notes }
  }
}
