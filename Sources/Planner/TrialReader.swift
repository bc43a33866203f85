import Declarations
import Experiment
import Model

/// Gives the trials of a plan one after the other; asked for in their order, each costs little.
package struct TrialReader: Sendable {
  private let plan: TrialPlan
  /// What is known of each block.
  private var blocks: [BlockReader]
  /// What was found wrong.
  private var faults = Faults()
  /// What the trial's ID is the digest of.
  private var content: [UInt8] = []
  private let contentHead: [UInt8]

  package init(_ plan: TrialPlan) {
    self.plan = plan
    contentHead = TrialID.head(numericsVersion: plan.numericsVersion)
    blocks = plan.blocks.map { BlockReader($0.template) }
  }

  /// The trial at a place of the plan, or `nil` where something is wrong with its combination of values.
  package mutating func trial(at index: Int) -> Trial? {
    let block = plan.block(ofTrial: index)
    let planned = plan.blocks[block]
    let assignment = planned.assignment(at: index - planned.firstTrial)
    guard let trial = resolve(assignment, inBlock: block) else { return nil }
    return Trial(
      plan, planned, at: index, id: id(of: assignment, inBlock: block),
      blocks[block].columns(assignment.indices), trial)
  }

  /// What is shown of the trial at a place of the plan, which was checked; `costs` are those that are known.
  /// `nil` where something is wrong with its combination of values.
  package mutating func plannedTrial(at index: Int, _ costs: PlanCosts) -> PlannedTrial? {
    let position = plan.block(ofTrial: index)
    let planned = plan.blocks[position]
    let assignment = planned.assignment(at: index - planned.firstTrial)
    let known = costs.cost(of: assignment.indices, inBlock: position, planned.block.grid)
    guard let seed = blocks[position].resolver.seed(assignment),
      let digest = blocks[position].resolver.datasetDigest(assignment),
      let cost = known ?? blocks[position].resolver.cost(assignment)
    else { return nil }
    let labels = planned.labels(
      count: plan.labelNames.count, blocks[position].columns(assignment.indices),
      blocks[position].resolver.derived(assignment))
    return PlannedTrial(
      index: index, id: id(of: assignment, inBlock: position), labels: labels,
      replicate: planned.replicate(ofTrial: index), seed: seed, cost: cost, datasetDigest: digest)
  }

  /// The ID of an assignment's trial, which is one that can be resolved.
  private mutating func id(of assignment: TrialTemplate.Assignment, inBlock block: Int) -> TrialID {
    content.removeAll(keepingCapacity: true)
    content += contentHead
    blocks[block].resolver.writeIdentity(of: assignment, to: &content)
    content += TrialID.tail
    return TrialID(content: content)
  }

  /// What is behind the trial at a place of the plan, without its ID; `nil` where something is wrong with its
  /// combination of values.
  mutating func resolve(_ index: Int) -> TrialTemplate.Resolved? {
    let block = plan.block(ofTrial: index)
    let planned = plan.blocks[block]
    return resolve(planned.assignment(at: index - planned.firstTrial), inBlock: block)
  }

  /// The data of an assignment in a block; `nil` where something is wrong with them.
  mutating func dataset(
    _ assignment: TrialTemplate.Assignment, inBlock block: Int
  ) -> DatasetDeclaration? {
    blocks[block].resolver.dataset(assignment)
  }

  /// What the network of an assignment of a block takes, and the digest of its data; `nil` where something is
  /// wrong with it, or where those are as they were before.
  mutating func newCost(
    of assignment: TrialTemplate.Assignment, inBlock block: Int
  ) -> TrialFact? {
    guard blocks[block].hasNewShapes(assignment),
      let dataset = blocks[block].resolver.datasetDigest(assignment),
      let cost = blocks[block].resolver.cost(assignment)
    else { return nil }
    return .cost(cost, dataset: dataset)
  }

  /// The seed of an assignment of a block; `nil` where something is wrong with it.
  mutating func seed(of assignment: TrialTemplate.Assignment, inBlock block: Int) -> TrialFact? {
    blocks[block].resolver.seed(assignment).map { .seed($0) }
  }

  /// The derived values that an assignment of a block has.
  mutating func derived(of assignment: TrialTemplate.Assignment, inBlock block: Int) -> [TrialFact] {
    blocks[block].resolver.derived(assignment).compactMap { value in
      value.value.map { .derived(name: value.name, $0) }
    }
  }

  /// Whether mistakes were found so often since they were last taken, the same ones among them, that it is
  /// time to stop looking.
  var hasEnoughFaults: Bool { faults.count >= Faults.limit }

  /// What was found wrong since this was last called.
  mutating func takeFaults() -> Faults {
    defer { faults = Faults() }
    return faults
  }

  /// Looks for what is wrong with a combination of a block.
  mutating func check(_ indices: [Int], inBlock block: Int) {
    if !blocks[block].resolver.isSound(at: indices) {
      _ = resolve(plan.blocks[block].assignment(of: indices), inBlock: block)
    }
  }

  /// What an assignment of a block stands for; `nil` where something is wrong with it.
  mutating func resolve(
    _ assignment: TrialTemplate.Assignment, inBlock block: Int
  ) -> TrialTemplate.Resolved? {
    if let trial = blocks[block].resolver.resolve(assignment) { return trial }
    // Wrong seeds are rare, and told again with every body.
    if blocks[block].isNewlyFaulty(assignment) {
      faults.add(contentsOf: plan.blocks[block].template.resolve(assignment).faults)
    }
    return nil
  }
}

/// Reads the combinations of one block.
private struct BlockReader: Sendable {
  var resolver: TrialResolver
  private let dimensions: [Dimension]
  /// The values of the columns of the last points of each dimension.
  private var windows: [PointWindow<[AxisValue?]>]
  /// The combinations that are known to be wrong: what is wrong with them is not told twice.
  private var knownShapes: Set<FactorKey.Value> = []
  private var faultyBodies: Set<FactorKey.Value> = []

  init(_ template: TrialTemplate) {
    resolver = TrialResolver(template)
    dimensions = template.dimensions
    windows = dimensions.map { _ in PointWindow() }
  }

  /// Whether the graph of an assignment was not asked for before.
  mutating func hasNewShapes(_ assignment: TrialTemplate.Assignment) -> Bool {
    // Every combination of dimensions is asked for once anyway.
    !resolver.hasRandomShapes || knownShapes.insert(resolver.shapeKey(assignment)).inserted
  }

  mutating func isNewlyFaulty(_ assignment: TrialTemplate.Assignment) -> Bool {
    faultyBodies.insert(resolver.bodyKey(assignment)).inserted
  }

  /// The values of the columns.
  mutating func columns(_ indices: [Int]) -> [AxisValue?] {
    var all: [AxisValue?] = []
    for (position, index) in indices.enumerated() {
      let dimension = dimensions[position]
      all += windows[position].element(at: index, below: dimension.count) { dimension.labels(at: $0) }
    }
    return all
  }
}
