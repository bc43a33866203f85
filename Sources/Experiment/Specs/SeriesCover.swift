import Declarations
import YAMLTree

/// Whether the lines of a panel are told apart: every axis of several values is behind the series or fixed by
/// a condition.
struct SeriesCover {
  let template: TrialTemplate
  let dependencies: SweepDependencies

  /// More combinations than this are not tried one by one.
  private static let combinationLimit = 10_000

  /// The axes that are neither, by name.
  func uncoveredAxes(_ series: String?, _ conditions: [ArmCondition]) -> [String] {
    let covered = series.map { dependencies.dimensions(of: $0) } ?? []
    var names: [String] = []
    if let series, let axis = axis(behind: series, of: covered, conditions) { names.append(axis) }
    for (index, dimension) in template.dimensions.enumerated() {
      let column = dimension.columns.first { dimension.keys[$0].name == series }
      if column == nil, covered.contains(index) { continue }
      if let axis = uncovered(dimension, series: column, conditions) { names.append(axis) }
    }
    return names
  }

  /// The name of an axis that has several values where the conditions and the series leave one; `nil` where
  /// there is none.
  private func uncovered(_ dimension: Dimension, series: Int?, _ conditions: [ArmCondition]) -> String? {
    guard dimension.count > 1 else { return nil }
    var points: [AxisValue?: [PointValue]] = [:]
    for index in dimension.indices(where: dimension.conditions(among: conditions)) {
      let point = dimension.point(at: index)
      let value = series.flatMap { series in point.first { $0.key == series }?.value }
      guard let first = points.updateValue(point, forKey: value) else { continue }
      let names = dimension.columns.filter { column in
        point.first { $0.key == column }?.value != first.first { $0.key == column }?.value
      }.map { dimension.keys[$0].name }
      return names.first { name in !conditions.contains { $0.axis == name } } ?? dimension.keys[0].name
    }
    return nil
  }

  /// An axis behind a derived series of which two values give the same one; `nil` where each gives its own.
  private func axis(behind series: String, of covered: Set<Int>, _ conditions: [ArmCondition]) -> String? {
    guard let position = template.sweep.derived.firstIndex(where: { $0.name == series }) else { return nil }
    let dimensions = template.dimensions
    var choices = [template.firstIndices(where: conditions)]
    var free: [Int] = []
    for dimension in covered.sorted() {
      let points = dimensions[dimension].indices(
        where: dimensions[dimension].conditions(among: conditions)
      ).prefix(Self.combinationLimit + 1)
      if points.count > 1 { free.append(dimension) }
      if points.count * choices.count > Self.combinationLimit { return nil }
      choices = choices.flatMap { indices in
        points.map { index in
          var indices = indices
          indices[dimension] = index
          return indices
        }
      }
    }
    var seen: Set<SweepNumber> = []
    for indices in choices {
      var faults = Faults()
      let value = template.bind(indices, &faults).derived[position]
      if let value, !seen.insert(value).inserted { return free.last.map { dimensions[$0].keys[0].name } }
    }
    return nil
  }
}
