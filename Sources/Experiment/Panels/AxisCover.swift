import Declarations
import YAMLTree

/// Which axes a panel leaves open, of a sweep with too many combinations to look at each: those of which a
/// dimension has several values beside the same values of the names that the panel uses.
struct AxisCover {
  let template: TrialTemplate
  let dependencies: SweepDependencies

  /// The axes by name, where some names are used and others pooled. A dimension behind a derived value that
  /// is used counts as used.
  func uncoveredAxes(by used: [String], over pooled: [String], _ conditions: [ArmCondition]) -> [String] {
    let derived = Set(template.sweep.derived.map(\.name))
    let covered = (used + conditions.map(\.axis)).filter(derived.contains)
      .reduce(into: Set<Int>()) { $0.formUnion(dependencies.dimensions(of: $1)) }
    return template.dimensions.enumerated().flatMap { index, dimension in
      covered.contains(index) ? [] : uncovered(dimension, by: used, over: pooled, conditions)
    }
  }

  private func uncovered(
    _ dimension: Dimension, by used: [String], over pooled: [String], _ conditions: [ArmCondition]
  ) -> [String] {
    let columns = dimension.columns.map { (key: $0, name: dimension.keys[$0].name) }
    var open = columns.filter { !used.contains($0.name) && !pooled.contains($0.name) }
    var found: [String] = []
    var firsts: [[AxisValue?]: [PointValue]] = [:]
    for index in dimension.indices(where: dimension.conditions(among: conditions)) where !open.isEmpty {
      let point = dimension.point(at: index)
      func value(_ key: Int, _ point: [PointValue]) -> AxisValue? { point.first { $0.key == key }?.value }
      let own = columns.filter { used.contains($0.name) }.map { value($0.key, point) }
      guard let first = firsts[own] else {
        firsts[own] = point
        continue
      }
      found += open.filter { value($0.key, first) != value($0.key, point) }.map(\.name)
      open.removeAll { found.contains($0.name) }
    }
    return found
  }
}
