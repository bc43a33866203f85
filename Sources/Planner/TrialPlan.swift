import Declarations
import Experiment

/// The trials of an experiment, in order: block after block, in each combination after combination, the
/// replicates of one together. A trial is resolved when it is asked for; a plan of a million costs no more
/// than a plan of one. (A class: it is asked for every trial.)
package final class TrialPlan: Sendable {
  package let experiment: TrainingExperiment
  let blocks: [PlannedBlock]
  let numericsVersion: Int
  /// The number of trials.
  package let count: Int
  /// The names of the axes and derived values, in the order of a trial's labels.
  package let labelNames: [String]
  /// How many of the labels are axes.
  package let axisCount: Int

  /// The plan of an experiment; `numericsVersion` is the engine's and part of every trial's ID.
  ///
  /// - Throws: `PlanError.tooManyTrials` where the number of trials does not fit an integer, and
  ///   `PlanError.otherSeeds` where two blocks have one trial with different seeds.
  package convenience init(_ experiment: TrainingExperiment, numericsVersion: Int) throws(PlanError) {
    let parts = try Self.distinct(experiment.blocks).map { block in
      (block, block.template.seeds.enumerated().map { (replicate: $0, seed: $1) })
    }
    try self.init(experiment, numericsVersion: numericsVersion, parts)
  }

  /// The plan of some combinations, each with some replicates.
  init(
    _ experiment: TrainingExperiment, numericsVersion: Int,
    _ parts: [(block: SweepBlock, seeds: [PlannedBlock.Seed])]
  ) throws(PlanError) {
    self.experiment = experiment
    self.numericsVersion = numericsVersion
    let templates = experiment.blocks.map(\.template)
    let (axes, derived) = (templates.columnNames, templates.derivedNames)
    labelNames = axes + derived
    axisCount = axes.count
    let places = Dictionary(labelNames.enumerated().map { ($1, $0) }) { first, _ in first }
    var (trials, arms) = (0, 0)
    var blocks: [PlannedBlock] = []
    for (position, (block, seeds)) in parts.enumerated() {
      let template = block.template
      let names = template.columns.map(\.name) + template.sweep.derived.map(\.name)
      let planned = PlannedBlock(
        block: block, firstTrial: trials, firstArm: arms, seeds: seeds,
        labelPlaces: names.map { places[$0] ?? 0 })
      let (own, isTooLarge) = block.count.multipliedReportingOverflow(by: planned.replicates)
      let (sum, isSumTooLarge) = trials.addingReportingOverflow(own)
      if isTooLarge || isSumTooLarge { throw .tooManyTrials(block: position) }
      (trials, arms) = (sum, arms + block.count)
      blocks.append(planned)
    }
    self.blocks = blocks
    count = trials
  }

  /// The most replicates that an arm has.
  package var replicates: Int { blocks.map(\.replicates).max() ?? 1 }

  /// Whether a label is an axis over the experiment's seed.
  package func isSeed(_ name: String) -> Bool { blocks.contains { $0.template.isSeed(name) } }

  /// The values of an axis in all blocks.
  package func values(of axis: String) -> [AxisValue] {
    blocks.map(\.template).values(of: axis)
  }

  /// The block that a trial is in.
  func block(ofTrial index: Int) -> Int {
    var position = blocks.count - 1
    while position > 0, blocks[position].firstTrial > index { position -= 1 }
    return position
  }

  /// The trial at a place of the plan.
  /// - Throws: what is wrong with this combination of values; each value alone was checked when the file was
  ///   read.
  package func trial(at index: Int) throws(InvalidFiles) -> Trial {
    let planned = blocks[block(ofTrial: index)]
    let assignment = planned.assignment(at: index - planned.firstTrial)
    let (resolved, faults) = planned.template.resolve(assignment)
    guard let resolved else { throw InvalidFiles(faults) }
    let columns = zip(planned.template.dimensions, assignment.indices).flatMap { $0.labels(at: $1) }
    return Trial(
      self, planned, at: index, id: TrialID(resolved, numericsVersion: numericsVersion), columns, resolved)
  }
}

extension TrialPlan {
  /// Where each value of the trial at a place of the plan comes from.
  package func origins(ofTrial index: Int) throws(InvalidFiles) -> [ValueOrigin] {
    let planned = blocks[block(ofTrial: index)]
    let trial = try trial(at: index)
    return planned.template.origins(
      of: trial.resolved, planned.assignment(at: index - planned.firstTrial))
  }
}

/// A sweep that cannot be planned.
package enum PlanError: Error, Hashable, Sendable {
  case tooManyTrials(block: Int)
  /// A combination of a block, both from 0, that an earlier block has with other seeds.
  case otherSeeds(block: Int, earlier: Int)
}
