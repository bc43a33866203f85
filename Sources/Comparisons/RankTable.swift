import Declarations
import Experiment
import Statistics

/// The ranks of the compared arms over the values of an axis, of datasets for instance (J. Demšar,
/// "Statistical comparisons of classifiers over multiple data sets", JMLR 7, 2006).
package struct RankTable: Sendable {
  /// The contenders that are ranked, by the place of each on the first of the values; the other axes of
  /// theirs are the same.
  package let contenders: [Int]
  package let ranking: Ranking
  /// What two mean ranks must differ by to be significant.
  package let criticalDifference: Double
  /// The values over which not every contender was there.
  package let leftOut: [AxisValue?]
}

extension Comparison {
  /// A table for each combination of the values of the axes that are neither compared nor ranked over.
  package var rankTables: [RankTable] {
    guard let axis = layout.spec.ranksOver, let over = layout.axisNames.firstIndex(of: axis) else {
      return []
    }
    return layout.contenders.indices
      .grouped { layout.contenders[$0].axes.without(layout.comparedAxes + [over]) }.values
      .compactMap { rankTable($0, over: over) }
  }

  /// `nil` for fewer than two contenders, or where none of the values has them all.
  private func rankTable(_ contenders: [Int], over axis: Int) -> RankTable? {
    let axes = contenders.map { layout.contenders[$0].axes }
    let methods = axes.map { $0.without([axis]) }.distinct
    let values = axes.map { $0[axis] }.distinct
    var cells: [AxisValue?: [[AxisValue?]: Int]] = [:]
    for (contender, axes) in zip(contenders, axes) {
      cells[axes[axis], default: [:]][axes.without([axis])] = contender
    }
    let whole = values.filter { cells[$0]?.count == methods.count }
    let rows = whole.map { value in methods.compactMap { cells[value]?[$0] } }
    guard let first = rows.first else { return nil }
    do throws(StatisticsError) {
      let ranking = try Ranking(rows.map { $0.map(score) }, isHigherBetter: isHigherBetter)
      return RankTable(
        contenders: first, ranking: ranking,
        criticalDifference: try ranking.criticalDifference(alpha: layout.spec.alpha),
        leftOut: values.filter { !whole.contains($0) })
    } catch {
      return nil
    }
  }

  /// The mean over the replicates; the worst of all numbers where none of them has one.
  private func score(of contender: Int) -> Double {
    let values = numbers(ofArm: arm(of: contender)).compactMap { $0 }
    if values.isEmpty { return isHigherBetter ? -.infinity : .infinity }
    return values.reduce(0, +) / Double(values.count)
  }
}
