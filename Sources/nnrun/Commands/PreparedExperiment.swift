import Declarations
import Experiment
import Executor
import NeuralNetwork
import Planner
import Reporter

/// An experiment with everything checked that can be checked before it runs.
enum PreparedExperiment {
  case training(Experiment, TrialPlan)
  /// An experiment that is evaluated once and so quickly that it has been, with its results and its canonical
  /// form.
  case evaluated(Experiment, ResultFiles, identity: JSONValue)

  /// `checksTrials` is false where the caller is about to check the plan.
  ///
  /// - Throws: `InvalidFiles` or `PlanError`.
  init(_ experiment: Experiment, checksTrials: Bool = true) throws {
    switch experiment.body {
    case .training(let training):
      let plan = try TrialPlan(training, numericsVersion: numericsVersion)
      if checksTrials { try plan.check() }
      self = .training(experiment, plan)
    case .functions(let functions):
      let record = try FunctionsRun(functions).evaluate()
      self = .evaluated(
        experiment, FunctionsReport(functions, record: record).results, identity: functions.identity)
    case .walkthrough(let walkthrough):
      let records = try WalkthroughRun(walkthrough).evaluate()
      self = .evaluated(
        experiment, WalkthroughReport(walkthrough, records: records).results, identity: walkthrough.identity)
    case .expressions(let expressions):
      let records = try ExpressionsRun(expressions).evaluate()
      self = .evaluated(
        experiment, ExpressionsReport(expressions, records: records).results, identity: expressions.identity)
    }
  }

  var name: String {
    switch self {
    case .training(let experiment, _), .evaluated(let experiment, _, _): experiment.name
    }
  }
}
