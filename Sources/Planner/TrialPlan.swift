import ExperimentSpec
import YAMLTree

/// The trials of an experiment, in order: the last axis turns fastest, and replicates faster still. A trial is resolved
/// when it is asked for; a plan of a million costs no more than a plan of one.
package struct TrialPlan: Sendable {
  package let experiment: TrainingExperiment
  /// The number of trials.
  package let count: Int
  private let numericsVersion: Int

  /// - Parameter numericsVersion: the engine's; part of every trial's ID.
  /// - Throws: `PlanError.tooManyTrials` where the number of combinations does not fit an integer.
  package init(_ experiment: TrainingExperiment, numericsVersion: Int) throws(PlanError) {
    self.experiment = experiment
    self.numericsVersion = numericsVersion
    let sweep = experiment.template.sweep
    var count = max(sweep.seeds.count, 1)
    for axis in sweep.axes {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: axis.values.count)
      if isTooLarge { throw .tooManyTrials }
      count = product
    }
    self.count = count
  }

  /// The names of the axes and derived values, in the order of a trial's labels.
  package var labelNames: [String] {
    experiment.template.sweep.axes.map(\.name) + experiment.template.sweep.derived.map(\.name)
  }

  /// The trial at a place of the plan.
  /// - Throws: what is wrong with this combination of values; each value alone was checked when the file was read.
  package func trial(at index: Int) throws(InvalidFiles) -> Trial {
    let sweep = experiment.template.sweep
    let assignment = assignment(at: index)
    let (resolved, faults) = experiment.template.resolve(assignment)
    guard let resolved else { throw InvalidFiles(faults) }
    return Trial(
      index: index, id: TrialID(resolved, numericsVersion: numericsVersion),
      axes: zip(sweep.axes, assignment.indices).map { ($0.name, $0.label(at: $1)) },
      derived: resolved.derived.map { ($0.name, $0.value.text) },
      replicate: index % max(sweep.seeds.count, 1), spec: resolved.spec, dataset: resolved.dataset,
      shapes: resolved.shapes)
  }

  /// Every trial.
  /// - Throws: what is wrong with any combination of values.
  package func trials() throws(InvalidFiles) -> [Trial] {
    var trials: [Trial] = []
    var diagnostics: [Diagnostic] = []
    for index in 0..<count {
      do throws(InvalidFiles) {
        trials.append(try trial(at: index))
      } catch {
        for diagnostic in error.diagnostics where !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
      }
    }
    if !diagnostics.isEmpty { throw InvalidFiles(diagnostics: diagnostics) }
    return trials
  }

  private func assignment(at index: Int) -> TrialTemplate.Assignment {
    let sweep = experiment.template.sweep
    var rest = index
    var seed: Int?
    if !sweep.seeds.isEmpty {
      seed = sweep.seeds[rest % sweep.seeds.count]
      rest /= sweep.seeds.count
    }
    var indices = [Int](repeating: 0, count: sweep.axes.count)
    for position in sweep.axes.indices.reversed() {
      let size = sweep.axes[position].values.count
      indices[position] = rest % size
      rest /= size
    }
    return TrialTemplate.Assignment(indices: indices, seed: seed)
  }
}

/// A sweep that cannot be planned.
package enum PlanError: Error, Hashable, Sendable {
  case tooManyTrials
}
