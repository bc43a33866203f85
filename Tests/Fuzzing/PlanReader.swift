import Executor
import Experiment
import Foundation
import Planner

/// Reads an experiment, and looks at the first trials of its plan.
struct PlanReader: FuzzedReader {
  private let path: String

  init(folder: String) { path = "\(folder)/experiment.yaml" }

  func read(_ input: Data) {
    input.write(to: path)
    do {
      let experiment = try Experiment(contentsOf: path, datasetFolders: [], reader: DatasetCache())
      guard case .training(let training) = experiment.body else { return }
      let plan = try TrialPlan(training, numericsVersion: 1)
      try plan.check()
      for index in 0..<min(plan.count, 3) { _ = try plan.trial(at: index).id }
    } catch { _ = "\(error)" }
  }
}
