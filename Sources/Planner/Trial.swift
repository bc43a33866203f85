import Experiment
import Model

/// One training run of a plan, with every name resolved.
package struct Trial: Sendable {
  /// A value that tells the trial from others: of an axis, or derived from axes.
  /// `nil` where the axis does not apply to the trial.
  package typealias Label = (name: String, value: AxisValue?)

  /// Its place in the plan, from 0.
  package let index: Int
  package let id: TrialID
  /// Axes, then derived values, in the order of the file.
  package let labels: [Label]
  /// How many of the labels are axes.
  private let axisCount: Int
  /// Which of the replicates it is, from 0.
  package let replicate: Int
  /// The number of its arm, from 0: the same for trials that differ in nothing but their replicate.
  package let arm: Int
  /// What its values are resolved to.
  let resolved: TrialTemplate.Resolved

  /// The trial at a place of a plan, in one of its blocks, whose columns have some values.
  init(
    _ plan: TrialPlan, _ block: PlannedBlock, at index: Int, id: TrialID, _ columns: [AxisValue?],
    _ resolved: TrialTemplate.Resolved
  ) {
    self.index = index
    self.id = id
    self.resolved = resolved
    axisCount = plan.axisCount
    arm = block.firstArm + (index - block.firstTrial) / block.replicates
    replicate = block.replicate(ofTrial: index)
    let names = plan.labelNames
    labels = Array(zip(names, block.labels(count: names.count, columns, resolved.derived)))
  }

  package var seed: Int { resolved.seed }
  /// Where the random numbers of the training start; `nil` where all come from one stream from the seed.
  package var trainingSeeds: TrainingSeeds? { resolved.trainingSeeds }
  package var spec: TrialSpec { resolved.spec }
  package var dataset: DatasetDeclaration { resolved.dataset }
  /// The digest of its data, without the rest of them.
  package var datasetDigest: String { resolved.datasetDigest }
  package var graph: NetworkGraph { resolved.graph }
  /// What its network takes.
  package var cost: FittedNetwork.Cost { resolved.network.cost }

  /// The value of every axis.
  package var axes: ArraySlice<Label> { labels[..<axisCount] }

  /// Whether the trial's axes and derived values, its seed and its replicate are these.
  package func matches(_ conditions: [ArmCondition]) -> Bool {
    conditions.allSatisfy { $0.isMet(by: value(of: $0.axis)) }
  }

  /// The value of an axis, a derived value, or of what tells replicates apart, `seed` or `replicate`; `nil`
  /// where the trial has none.
  package func value(of name: String) -> AxisValue? {
    if let label = labels.first(where: { $0.name == name }) { return label.value }
    switch name {
    case "seed": return AxisValue(SweepNumber.integer(seed))
    case "replicate": return AxisValue(SweepNumber.integer(replicate))
    default: return nil
    }
  }
}
