import Experiment

/// One block of a sweep with the place of its trials in the plan: combinations in their order, and the
/// replicates of each one after the other. (A class: it is asked for every trial.)
final class PlannedBlock: Sendable {
  let block: SweepBlock
  let firstTrial: Int
  let firstArm: Int
  /// The replicates of each combination, by their numbers and seeds; none where each runs once, from the
  /// experiment's seed.
  let seeds: [Seed]
  /// The places of its columns, and then of its derived values, among the labels of the plan.
  let labelPlaces: [Int]

  /// A replicate: its number, from 0, and its seed.
  typealias Seed = (replicate: Int, seed: Int)

  init(block: SweepBlock, firstTrial: Int, firstArm: Int, seeds: [Seed], labelPlaces: [Int]) {
    self.block = block
    self.firstTrial = firstTrial
    self.firstArm = firstArm
    self.seeds = seeds
    self.labelPlaces = labelPlaces
  }

  var template: TrialTemplate { block.template }

  /// Whether every combination of the block's dimensions is a trial.
  var isWhole: Bool { block.kept == nil }

  /// How often each combination runs.
  var replicates: Int { max(seeds.count, 1) }
  var trialCount: Int { block.count * replicates }

  /// What the trial at a place of the block is.
  func assignment(at index: Int) -> TrialTemplate.Assignment {
    let (arm, replicate) = index.quotientAndRemainder(dividingBy: replicates)
    return TrialTemplate.Assignment(
      indices: block.indices(at: arm), seed: seeds.isEmpty ? nil : seeds[replicate].seed)
  }

  /// Which of the replicates the trial at a place of the plan is.
  func replicate(ofTrial index: Int) -> Int {
    seeds.isEmpty ? 0 : seeds[(index - firstTrial) % replicates].replicate
  }

  /// The labels of a combination, by their places among the `count` of the plan, from the values of its
  /// columns and its derived values; `nil` where one does not apply to it.
  func labels(
    count: Int, _ columns: [AxisValue?], _ derived: [TrialTemplate.DerivedNumber]
  ) -> [AxisValue?] {
    var labels = [AxisValue?](repeating: nil, count: count)
    for (place, value) in zip(labelPlaces, columns) { labels[place] = value }
    for (place, value) in zip(labelPlaces[columns.count...], derived) {
      labels[place] = value.value.map { AxisValue($0) }
    }
    return labels
  }

  /// The replicates of a combination that may have data of their own: all where the split of the data differs
  /// between them, else the first.
  func assignments(ofDataAt indices: [Int]) -> [TrialTemplate.Assignment] {
    guard template.variation?.varied.contains(.split) ?? false else { return [assignment(of: indices)] }
    return seeds.map { TrialTemplate.Assignment(indices: indices, seed: $0.seed) }
  }

  /// The first replicate of a combination.
  func assignment(of indices: [Int]) -> TrialTemplate.Assignment {
    TrialTemplate.Assignment(indices: indices, seed: seeds.first?.seed)
  }
}
