import Declarations
import Experiment
import Planner
import YAMLTree

/// An expectation with the arms that it is about.
package struct ExpectationLayout: Sendable {
  package let claim: Claim
  /// The column of a claim about numbers, by name.
  let metric: String?
  /// Where the file has it.
  let node: YAMLNode
  let subject: Subject

  enum Subject: Sendable {
    /// The arms, by number, of which each is claimed something.
    case arms([Int])
    /// Arms along an axis in the order of its numbers, for each combination of the other axes.
    case lines([[Point]])
    /// Pairs of comparisons, each by the place of the comparison and that of the pair, and whether its first
    /// arm is the one that the claim names last.
    case pairs([(comparison: Int, pair: Int, isReversed: Bool)])
    case allTrials
  }

  struct Point: Sendable {
    let value: Double
    let arm: Int
  }

  /// `nil` where the keys make no claim, which the file was checked for.
  init?(
    _ spec: ExpectSpec, _ plan: TrialPlan, _ arms: [ArmAxes], _ comparisons: [ComparisonLayout]
  ) throws(ComparisonFault) {
    guard let claim = spec.claim, let node = spec.node else { return nil }
    self.claim = claim
    self.node = node
    metric = spec.metric
    let places = Dictionary(plan.axisNames.enumerated().map { ($1, $0) }) { first, _ in first }
    let meant = arms.filter { $0.matches(spec.arms, places) }
    switch claim {
    case .unchangedWeights: subject = .allTrials
    case .bounds:
      if meant.isEmpty { throw .nothingClaimed }
      subject = .arms(meant.map(\.arm))
    case .order(_, let axis), .best(_, let axis):
      let lines =
        places[axis].map { Self.lines(meant, along: $0, with: plan.companions(ofAxis: $0)) } ?? []
      if lines.isEmpty { throw .nothingClaimed }
      subject = .lines(lines)
    case .verdict(let relation, let first, let second):
      let named = (first + second).compactMap { places[$0.axis] }.flatMap { plan.companions(ofAxis: $0) }
      let pairs = Self.pairs(first, second, Set(named), spec, comparisons, places)
      if pairs.isEmpty { throw .notCompared(relation: relation.rawValue) }
      if relation == .equivalent, pairs.allSatisfy({ comparisons[$0.0].spec.equivalentWithin == nil }) {
        throw .needsMargin
      }
      subject = .pairs(pairs)
    }
  }

  /// Those of two arms or more. `companions` are the axes that turn together with the one, and the one.
  private static func lines(
    _ arms: [ArmAxes], along axis: Int, with companions: Set<Int>
  ) -> [[Point]] {
    arms.filter { $0.axes[axis]?.number != nil }.grouped { $0.axes.without(companions) }.values
      .filter { $0.count > 1 }
      .map { line in
        line.compactMap { arm in arm.axes[axis]?.number.map { Point(value: $0, arm: arm.arm) } }
          .sorted { $0.value < $1.value }
      }
  }

  private static func pairs(
    _ first: [ArmCondition], _ second: [ArmCondition], _ named: Set<Int>, _ spec: ExpectSpec,
    _ comparisons: [ComparisonLayout], _ places: [String: Int]
  ) -> [(comparison: Int, pair: Int, isReversed: Bool)] {
    comparisons.enumerated().flatMap { index, comparison in
      if let name = spec.comparison, name != comparison.name {
        return [(comparison: Int, pair: Int, isReversed: Bool)]()
      }
      if let metric = spec.metric, metric != comparison.spec.metric {
        return [(comparison: Int, pair: Int, isReversed: Bool)]()
      }
      return comparison.pairs.enumerated().compactMap { place, pair in
        let (a, b) = (comparison.contenders[pair.first].axes, comparison.contenders[pair.second].axes)
        guard a.match(spec.arms, places), b.match(spec.arms, places) else { return nil }
        // Arms that differ in what the claim does not name would be another claim.
        guard a.indices.allSatisfy({ named.contains($0) || a[$0] == b[$0] }) else { return nil }
        if a.match(first, places), b.match(second, places) { return (index, place, false) }
        if b.match(first, places), a.match(second, places) { return (index, place, true) }
        return nil
      }
    }
  }
}
