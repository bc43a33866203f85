import Comparisons
import Declarations
import Experiment
import Executor
import NeuralNetwork
import Planner
import Reporter

/// An experiment with everything checked that can be checked before it runs.
enum PreparedExperiment {
  case training(Experiment, TrialPlan, ComparisonPlan)
  /// An experiment that is evaluated once, when it runs, with its canonical form.
  case evaluation(Experiment, identity: JSONValue)

  /// `checksTrials` is false where the caller is about to check the plan.
  ///
  /// - Throws: `InvalidFiles` or `PlanError`.
  init(
    _ experiment: Experiment, selection: TrialSelection? = nil, checksTrials: Bool = true
  ) throws {
    try selection?.check(experiment)
    switch experiment.body {
    case .training(let training):
      let all = try TrialPlan(training, numericsVersion: numericsVersion)
      let plan = try selection?.apply(to: all, of: experiment) ?? all
      if checksTrials { try plan.check() }
      // What is claimed of all trials may not hold of some, and arms that are compared may be missing.
      let isWhole = selection?.only == nil
      if !isWhole { training.tellWhatIsLeftOut(of: experiment.name) }
      self = .training(experiment, plan, isWhole ? try ComparisonPlan(plan) : ComparisonPlan())
    case .functions(let functions): self = .evaluation(experiment, identity: functions.identity)
    case .walkthrough(let walkthrough): self = .evaluation(experiment, identity: walkthrough.identity)
    case .expressions(let expressions): self = .evaluation(experiment, identity: expressions.identity)
    }
  }

  var name: String {
    switch self {
    case .training(let experiment, _, _), .evaluation(let experiment, _): experiment.name
    }
  }

  /// The names of the files that training will leave; `nil` of an experiment that is evaluated.
  var trainedFiles: [String]? {
    guard case .training(_, let plan, let comparisons) = self else { return nil }
    return TrainingReport(plan, comparisons).fileNames
  }

  /// The results of an experiment that is evaluated; `nil` of one that is trained.
  ///
  /// - Throws: `InvalidFiles` where an operation has no finite value.
  func evaluated() throws -> ResultFiles? {
    guard case .evaluation(let experiment, _) = self else { return nil }
    switch experiment.body {
    case .training: return nil
    case .functions(let functions):
      return FunctionsReport(functions, record: try FunctionsRun(functions).evaluate()).results
    case .walkthrough(let walkthrough):
      return WalkthroughReport(walkthrough, records: try WalkthroughRun(walkthrough).evaluate()).results
    case .expressions(let expressions):
      return ExpressionsReport(expressions, records: try ExpressionsRun(expressions).evaluate()).results
    }
  }
}

extension TrainingExperiment {
  /// Says on standard error what of the file is about all trials, and so is not done with some of them.
  fileprivate func tellWhatIsLeftOut(of name: String) {
    let keys = [comparisons.isEmpty ? nil : "'compare'", expectations.isEmpty ? nil : "'expect'"]
      .compactMap { $0 }
    if keys.isEmpty { return }
    let verb = keys.count == 1 ? "is" : "are"
    StandardError.write(
      "\(name): \(Suggestion.list(keys)) \(verb) about all trials, and left out with --only")
  }
}
