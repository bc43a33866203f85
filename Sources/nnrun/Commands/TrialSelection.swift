import ArgumentParser
import Declarations
import Experiment
import Planner

/// Which of an experiment's trials a command works on.
struct TrialSelection: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only the trials that meet a condition on axes, derived values and seed: 'hidden >= 64 and seed == 1'.",
      valueName: "condition"))
  var only: String?

  /// - Throws: `ValidationError` where there are no trials to choose from.
  func check(_ experiment: Experiment) throws {
    if only == nil { return }
    guard case .training = experiment.body else {
      throw ValidationError("'\(experiment.name)' has no trials that --only could choose from.")
    }
  }

  /// The plan of the trials chosen. What is left out is said on standard error.
  /// - Throws: `InvalidFiles`.
  func apply(to plan: TrialPlan, of experiment: Experiment) throws -> TrialPlan {
    guard let only else { return plan }
    let kept = try plan.keeping(try Located<Condition>(option: "--only", only))
    StandardError.write("\(experiment.name): --only keeps \(kept.count) of \(plan.count) trials")
    return kept
  }
}
