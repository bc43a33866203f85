import Experiment

/// One block of a sweep with the place of its trials in the plan: combinations in their order, and the
/// replicates of each one after the other.
struct PlannedBlock: Sendable {
  let block: SweepBlock
  let firstTrial: Int
  let firstArm: Int
  /// The places of its columns, and then of its derived values, among the labels of the plan.
  let labelPlaces: [Int]

  var template: TrialTemplate { block.template }

  /// Whether every combination of the block's dimensions is a trial.
  var isWhole: Bool { block.kept == nil }

  /// How often each combination runs.
  var replicates: Int { max(template.seeds.count, 1) }
  var trialCount: Int { block.count * replicates }

  /// What the trial at a place of the block is.
  func assignment(at index: Int) -> TrialTemplate.Assignment {
    let (arm, replicate) = index.quotientAndRemainder(dividingBy: replicates)
    let seeds = template.seeds
    return TrialTemplate.Assignment(
      indices: block.indices(at: arm), seed: seeds.isEmpty ? nil : seeds[replicate])
  }

  /// The first replicate of a combination.
  func assignment(of indices: [Int]) -> TrialTemplate.Assignment {
    TrialTemplate.Assignment(indices: indices, seed: template.seeds.first)
  }
}
