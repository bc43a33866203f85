import Experiment

/// What is shown of a trial before it runs. Its specification is not put together for it: a plan shows a
/// million of them.
package struct PlannedTrial: Sendable {
  /// Its place in the plan, from 0.
  package let index: Int
  package let id: TrialID
  /// The values of axes, then derived values, in the order of the plan's names; `nil` where one does not
  /// apply to the trial.
  package let labels: [AxisValue?]
  /// Which of the replicates it is, from 0.
  package let replicate: Int
  package let seed: Int
  /// What its network takes.
  package let cost: FittedNetwork.Cost
  /// The digest of its data.
  package let datasetDigest: String
}

/// What the networks of a plan's trials take, as far as it was found by looking at every combination that
/// decides it.
package struct PlanCosts: Sendable {
  /// Of each block; `nil` where combinations are drawn, or too many.
  private var blocks: [BlockCosts?] = []

  package init() {}

  private struct BlockCosts: Sendable {
    /// The dimensions that decide the networks, in order.
    let dimensions: [Int]
    let costs: [FittedNetwork.Cost]
  }

  /// Adds those of the next block, by the numbers of the combinations of some dimensions; none where they are
  /// not known.
  mutating func add(_ costs: [FittedNetwork.Cost]?, of dimensions: Set<Int>) {
    blocks.append(costs.map { BlockCosts(dimensions: dimensions.sorted(), costs: $0) })
  }

  /// What the network of a combination of a block takes; `nil` where that is not known.
  func cost(of indices: [Int], inBlock position: Int, _ grid: CombinationGrid) -> FittedNetwork.Cost? {
    guard blocks.indices.contains(position), let block = blocks[position] else { return nil }
    return block.costs[grid.combination(of: indices, among: block.dimensions)]
  }
}
