import Experiment
import Planner
import Trials

/// How many replicates a sequential comparison asks for, from look to look.
package struct SequentialLooks: Sendable {
  private let layout: ComparisonLayout
  /// The replicates of every arm before the first look.
  package let firstLook: Int

  /// `nil` for a comparison that is not sequential.
  init?(_ layout: ComparisonLayout) {
    guard let first = layout.spending?.looks.first else { return nil }
    self.layout = layout
    firstLook = first
  }

  /// Looks at what was run.
  /// - Parameters:
  ///   - records: those of all trials that were run, in the order of the plan.
  ///   - plan: the plan.
  /// - Returns: the arms that get further replicates, in ascending order, and how many they are to have in
  ///   all; `nil` where every pair is decided, or has as many as allowed.
  package func wanted(
    after records: [TrialRecord], of plan: TrialPlan
  ) -> (arms: [Int], replicates: Int)? {
    var outcomes = Outcomes(plan)
    for record in records { outcomes.add(record, of: plan.experiment) }
    return Comparison(layout, outcomes)?.wanted.map { ($0.arms.sorted(), $0.replicates) }
  }
}

extension ComparisonPlan {
  /// The looks of the comparison that decides how many replicates there are; `nil` where the file does.
  package var sequential: SequentialLooks? {
    comparisons.lazy.compactMap { SequentialLooks($0) }.first
  }
}
