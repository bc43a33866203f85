import Declarations
import Experiment
import Model

/// Gives the trials of a plan one after the other; asked for in their order, each costs little.
package struct TrialReader: Sendable {
  private let plan: TrialPlan
  private var resolver: TrialResolver
  /// The values of the columns of the last point of each dimension.
  private var labels: [(index: Int, labels: [Trial.Label])]
  /// The combinations that are known to be wrong: what is wrong with them is not told twice.
  private var faultyBodies: Set<Int> = []
  /// What was found wrong.
  private var faults = Faults()
  /// What the trial's ID is the digest of.
  private var content: [UInt8] = []
  private let contentHead: [UInt8]

  package init(_ plan: TrialPlan) {
    self.plan = plan
    let template = plan.experiment.template
    resolver = TrialResolver(template)
    contentHead = TrialID.head(numericsVersion: plan.numericsVersion)
    labels = template.dimensions.map { _ in (-1, []) }
  }

  /// The trial at a place of the plan, or `nil` where something is wrong with its combination of values.
  package mutating func trial(at index: Int) -> Trial? {
    let assignment = plan.grid.assignment(at: index)
    guard let trial = resolve(assignment) else { return nil }
    content.removeAll(keepingCapacity: true)
    content += contentHead
    resolver.writeIdentity(of: assignment, to: &content)
    content += TrialID.tail
    return Trial(
      index: index, id: TrialID(content: content),
      axes: labels(assignment), replicates: plan.grid.replicates, resolved: trial)
  }

  /// The values of the axes; those of a dimension that has not moved on are known.
  private mutating func labels(_ assignment: TrialTemplate.Assignment) -> [Trial.Label] {
    let dimensions = plan.experiment.template.dimensions
    var all: [Trial.Label] = []
    for (position, index) in assignment.indices.enumerated() {
      if labels[position].index != index {
        labels[position] = (index, dimensions[position].labels(at: index))
      }
      all += labels[position].labels
    }
    return all
  }

  /// What is behind the trial at a place of the plan, without its ID; `nil` where something is wrong with its
  /// combination of values.
  mutating func resolve(_ index: Int) -> TrialTemplate.Resolved? {
    resolve(plan.grid.assignment(at: index))
  }

  /// The data of the trial at a place of the plan; `nil` where something is wrong with them.
  mutating func dataset(at index: Int) -> DatasetDeclaration? {
    resolver.dataset(plan.grid.assignment(at: index))
  }

  /// Whether mistakes were found so often since they were last taken, the same ones among them, that it is
  /// time to stop looking.
  var hasEnoughFaults: Bool { faults.count >= Faults.limit }

  /// What was found wrong since this was last called.
  mutating func takeFaults() -> Faults {
    defer { faults = Faults() }
    return faults
  }

  private mutating func resolve(_ assignment: TrialTemplate.Assignment) -> TrialTemplate.Resolved? {
    if let trial = resolver.resolve(assignment) { return trial }
    // Wrong seeds are rare, and told again with every body.
    if faultyBodies.insert(resolver.bodyKey(assignment)).inserted {
      faults.add(contentsOf: plan.experiment.template.resolve(assignment).faults)
    }
    return nil
  }
}
