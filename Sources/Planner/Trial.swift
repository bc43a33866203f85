import Experiment

/// One training run of a plan, with every name resolved.
package struct Trial: Sendable {
  /// Its place in the plan, from 0.
  package var index: Int
  package var id: TrialID
  /// The value of every axis, as the file has it, in the order of the axes.
  package var axes: [(name: String, value: String)]
  package var derived: [(name: String, value: String)]
  /// Which of the replicates it is, from 0.
  package var replicate: Int
  /// What its values are resolved to.
  let resolved: TrialTemplate.Resolved

  package var seed: Int { resolved.seed }
  package var spec: TrialSpec { resolved.spec }
  package var dataset: DatasetSpec { resolved.dataset }
  package var shapes: ModelShapes { resolved.shapes }

  /// Axes and derived values: what a table shows of a trial before it has run.
  package var labels: [(name: String, value: String)] { axes + derived }
}
