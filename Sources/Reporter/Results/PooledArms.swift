import Declarations
import Experiment
import Planner
import Trials

/// Arms that differ in nothing but axes whose values are pooled, brought together: a row of `summary.csv` and
/// of the terminal's table each.
struct PooledArms {
  /// The places of the axes, among a trial's labels, that tell pooled arms apart.
  private let places: [Int]
  /// By the values of those axes.
  private var pools = Ordered<[AxisValue?], [Arm]>()

  /// `nil` where no axis is pooled.
  init?(_ plan: TrialPlan) {
    let pooled = plan.experiment.report.over
    if pooled.isEmpty { return nil }
    places = plan.axisNames.indices.filter { !pooled.contains(plan.axisNames[$0]) }
  }

  mutating func add(_ arm: Arm) {
    let key = places.map { arm.labels[$0].value }
    pools[key, default: []].append(arm)
  }

  /// In the order in which each was first met.
  var arms: [Arm] {
    pools.values.compactMap { arms in arms.dropFirst().reduce(into: arms.first) { $0?.pool($1) } }
  }
}

extension TrialPlan {
  /// The labels that tables of arms show, with their places among a trial's: all but the axes that the report
  /// pools.
  var shownLabels: [(place: Int, name: String)] {
    labelNames.enumerated().filter { !experiment.report.over.contains($0.element) }
      .map { (place: $0.offset, name: $0.element) }
  }
}
