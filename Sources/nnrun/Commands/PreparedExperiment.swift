import ExperimentSpec
import NeuralNetwork
import Planner

/// An experiment with everything checked that can be checked before it runs.
enum PreparedExperiment {
  case training(Experiment, TrialPlan)

  /// - Throws: `InvalidFiles` or `PlanError`.
  init(_ experiment: Experiment) throws {
    switch experiment.body {
    case .training(let training):
      let plan = try TrialPlan(training, numericsVersion: numericsVersion)
      try plan.check()
      self = .training(experiment, plan)
    }
  }
}
