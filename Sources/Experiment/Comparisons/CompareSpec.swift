import Declarations
import Statistics
import YAMLTree

/// Which arms are compared in what, and how it is decided which is better.
package struct CompareSpec: Sendable {
  /// What it is called in `comparisons.csv`; its number, from 1, where it has no name.
  package var name: String?
  /// The column of `trials.csv` that is compared.
  package var metric = ""
  /// The arms that the others are compared with: values of axes.
  package var baseline: [ArmCondition] = []
  /// The axes of which every two values are compared.
  package var between: [String] = []
  package var arms: [ArmCondition] = []
  package var tuned: TunedSpec?
  package var test = TestSpec()
  package var correction = CorrectionSpec.holm
  package var alpha = 0.05
  package var equivalentWithin: Double?
  package var better: DirectionSpec?
  package var sequential: SequentialSpec?
  /// The axis over whose values arms are ranked.
  package var ranksOver: String?
  /// Where the file has it.
  package var node: YAMLNode?

  static let record = Record<CompareSpec>(
    "the comparison", "Which arms are compared in what, and how it is decided which is better.",
    blank: CompareSpec(),
    fields: [
      Field("name", \.name, .identifier, "What it is called in comparisons.csv; its number otherwise."),
      Field(
        "metric", \.metric, .string, required: true,
        "The column of trials.csv that is compared: test_accuracy, best_test_loss, parameters, ..."),
      Field(
        "baseline", \.baseline, ArmCondition.type,
        "What the others are compared with: values of axes. Arms are compared that have the same values of "
          + "all other axes."),
      Field(
        "between", \.between, .oneOrMore(of: .string),
        "The axis, or axes, of which every two values are compared, in place of a baseline. Without either, "
          + "every two arms are compared."),
      Field("where", \.arms, ArmCondition.type, "The arms that take part: values of axes."),
      Field(
        "tuned", \.tuned, TunedSpec.record.type,
        "Axes whose best value each arm is compared at: {axes: rate, by: validation_loss}."),
      Field("test", \.test, TestSpec.type, "The test of a difference; replicates are pairs."),
      Field("correction", \.correction, .choice(of: "correction"), "For testing several pairs at once."),
      Field(
        "alpha", \.alpha, .real(.between(0, 1)),
        "The level of significance of all pairs together."),
      Field(
        "equivalent_within", \.equivalentWithin, .real(.above(0)),
        "The difference below which it does not matter which is better."),
      Field(
        "better", \.better, .choice(of: "direction"),
        "Which numbers are better; higher accuracies and lower losses otherwise."),
      Field(
        "sequential", \.sequential, SequentialSpec.record.type,
        "Seeds are added until every pair is decided: {every: 5, at_most: 30}."),
      Field(
        "ranks_over", \.ranksOver, .string,
        "The axis, of datasets for instance, over whose values the arms are ranked: ranks.csv."),
    ])
}

/// How p-values are corrected for testing several pairs.
package enum CorrectionSpec: String, Sendable, CaseIterable {
  case holm, bonferroni, none

  package var correction: Correction? {
    switch self {
    case .holm: .holm
    case .bonferroni: .bonferroni
    case .none: nil
    }
  }
}

/// Which numbers are better.
package enum DirectionSpec: String, Sendable, CaseIterable {
  case higher, lower
}

/// Axes whose best value each arm is compared at.
package struct TunedSpec: Sendable {
  package var axes: [String] = []
  /// The column of `trials.csv` whose mean tells what is best.
  package var by = ""

  static let record = Record<TunedSpec>(
    "tuned", "Axes whose best value each arm is compared at.", blank: TunedSpec(),
    fields: [
      Field(
        "axes", \.axes, .oneOrMore(of: .string), required: true,
        "The axis, or axes, of which the best value is chosen for each combination of the others."),
      Field(
        "by", \.by, .string, required: true,
        "The column of trials.csv whose mean over the replicates tells what is best."),
    ])
}

/// Seeds that are added until every pair is decided.
package struct SequentialSpec: Sendable {
  package var every = 5
  package var atMost = 30

  static let record = Record<SequentialSpec>(
    "sequential",
    "Seeds that are added, so many at a time, until every pair is decided or there are as many as allowed. "
      + "The looks share the level of significance (Lan and DeMets 1983, O'Brien and Fleming's boundaries).",
    blank: SequentialSpec(),
    fields: [
      Field(
        "every", \.every, .integer(.within(2...100_000)), required: true,
        "After how many seeds each there is a look."),
      Field("at_most", \.atMost, .integer(.within(2...100_000)), required: true, "The most seeds."),
    ])
}
