import Declarations
import Experiment

/// The trials of an experiment, in order. A trial is resolved when it is asked for; a plan of a million costs
/// no more than a plan of one.
package struct TrialPlan: Sendable {
  package let experiment: TrainingExperiment
  let grid: TrialGrid
  let numericsVersion: Int

  /// The plan of an experiment; `numericsVersion` is the engine's and part of every trial's ID.
  ///
  /// - Throws: `PlanError.tooManyTrials` where the number of combinations does not fit an integer.
  package init(_ experiment: TrainingExperiment, numericsVersion: Int) throws(PlanError) {
    self.experiment = experiment
    self.numericsVersion = numericsVersion
    grid = try TrialGrid(experiment.template)
  }

  /// How many trials an arm has.
  package var replicates: Int { grid.replicates }

  /// The number of trials.
  package var count: Int { grid.count }

  /// The names of the axes and derived values, in the order of a trial's labels.
  package var labelNames: [String] {
    experiment.template.columns.map(\.name) + experiment.template.sweep.derived.map(\.name)
  }

  /// The trial at a place of the plan.
  /// - Throws: what is wrong with this combination of values; each value alone was checked when the file was
  ///   read.
  package func trial(at index: Int) throws(InvalidFiles) -> Trial {
    let template = experiment.template
    let assignment = grid.assignment(at: index)
    let (resolved, faults) = template.resolve(assignment)
    guard let resolved else { throw InvalidFiles(faults) }
    return Trial(
      index: index, id: TrialID(resolved, numericsVersion: numericsVersion),
      axes: template.labels(assignment),
      replicates: grid.replicates, resolved: resolved)
  }
}
