import Declarations
import Experiment
import Planner
import Statistics

/// Which arms a comparison compares, found by their values alone, before anything is trained.
///
/// Arms that have the same values but for the axes that are compared and tuned are a group. In a group, arms
/// with the same values of the compared axes are one contender: one arm, or where axes are tuned all of which
/// the best is chosen.
///
///     axes optimizer, rate, dataset; between: optimizer, tuned: rate
///       group dataset=wine:   contender sgd {0.1, 0.01}, contender adam {0.1, 0.01}
///       group dataset=digits: contender sgd {0.1, 0.01}, contender adam {0.1, 0.01}
package struct ComparisonLayout: Sendable {
  package let spec: CompareSpec
  /// What it is called: its name or its number.
  package let name: String
  package let contenders: [Contender]
  /// The pairs that are compared, by the places of their contenders.
  package let pairs: [Pair]
  /// The names of the axes.
  package let axisNames: [String]
  /// The places of the compared axes among all.
  package let comparedAxes: [Int]
  /// The places of the axes whose best value each contender is compared at.
  let tunedAxes: [Int]
  /// Which axes have several values among the contenders.
  let isVaried: [Bool]
  /// The looks of a sequential comparison.
  let spending: AlphaSpending?

  /// Arms of which one is compared.
  package struct Contender: Sendable {
    /// The arms by number, in the order of the plan.
    package let arms: [Int]
    /// The values of the axes; `nil` for an axis that does not apply, and for those that are tuned.
    package let axes: [AxisValue?]
    /// The number of its group.
    let group: Int
  }

  /// `first` is compared with `second`, the baseline where there is one.
  package struct Pair: Sendable, Hashable {
    package let first: Int, second: Int
  }

  /// The most pairs of a comparison.
  static let pairLimit = 100_000

  /// `number` is the place of the comparison in the file, from 1.
  /// - Throws: what is wrong with it.
  init(_ spec: CompareSpec, number: Int, of plan: TrialPlan, arms: [ArmAxes]) throws(ComparisonLayoutError) {
    self.spec = spec
    name = spec.name ?? "\(number)"
    axisNames = plan.axisNames
    let places = Dictionary(axisNames.enumerated().map { ($1, $0) }) { first, _ in first }
    let tuned = spec.tuned?.axes.compactMap { places[$0] } ?? []
    let named = spec.baseline.compactMap { places[$0.axis] } + spec.between.compactMap { places[$0] }
    let over = spec.ranksOver.flatMap { places[$0] }
    tunedAxes = tuned
    comparedAxes =
      named.isEmpty
      ? axisNames.indices.filter { !tuned.contains($0) && $0 != over }
      : Set(named.flatMap { plan.companions(ofAxis: $0) }).sorted()
    contenders = Self.contenders(
      arms.filter { $0.matches(spec.arms, places) }, compared: comparedAxes, tuned: tuned)
    let all = contenders.map(\.axes)
    isVaried = axisNames.indices.map { place in Set(all.map { $0[place] }).count > 1 }
    pairs = try Self.pairs(of: contenders, spec, places)
    do {
      spending = try spec.sequential.map { sequential throws(StatisticsError) in
        try AlphaSpending(alpha: spec.alpha, every: sequential.every, atMost: sequential.atMost)
      }
    } catch { throw .looks(error) }
    if pairs.isEmpty { throw ComparisonLayoutError.nothingCompared }
  }

  private static func contenders(_ arms: [ArmAxes], compared: [Int], tuned: [Int]) -> [Contender] {
    let members = arms.grouped { $0.axes.without(tuned) }
    let groups = members.keys.grouped { $0.without(compared) }
    return zip(members.keys, members.values).map { axes, arms in
      Contender(arms: arms.map(\.arm), axes: axes, group: groups.place(of: axes.without(compared)) ?? 0)
    }
  }

  private static func pairs(
    of contenders: [Contender], _ spec: CompareSpec, _ places: [String: Int]
  ) throws(ComparisonLayoutError) -> [Pair] {
    var pairs: [Pair] = []
    for members in contenders.indices.grouped(by: { contenders[$0].group }).values {
      let baselines = members.filter { contenders[$0].axes.match(spec.baseline, places) }
      for (position, first) in members.enumerated() {
        // Without a baseline, every two are compared.
        let others = spec.baseline.isEmpty ? members[(position + 1)...] : baselines[...]
        if !spec.baseline.isEmpty, baselines.contains(first) { continue }
        for second in others { pairs.append(Pair(first: first, second: second)) }
        if pairs.count > pairLimit { throw .tooManyPairs }
      }
    }
    return pairs
  }
}

enum ComparisonLayoutError: Error {
  case nothingCompared, tooManyPairs
  /// The looks of a sequential comparison are none.
  case looks(StatisticsError)
}

/// An arm by number with the values of its axes.
struct ArmAxes {
  let arm: Int
  let axes: [AxisValue?]

  static func all(of plan: TrialPlan) -> [ArmAxes] {
    (0..<plan.armCount).map { ArmAxes(arm: $0, axes: plan.axes(ofArm: $0)) }
  }

  func matches(_ conditions: [ArmCondition], _ places: [String: Int]) -> Bool {
    axes.match(conditions, places)
  }
}

extension [AxisValue?] {
  /// The axes with no value at some places: what they have in common that differ there alone.
  func without(_ places: some Sequence<Int>) -> [AxisValue?] {
    var axes = self
    for place in places { axes[place] = nil }
    return axes
  }

  /// Whether the axes, each at its place, have some values.
  func match(_ conditions: [ArmCondition], _ places: [String: Int]) -> Bool {
    conditions.allSatisfy { condition in
      places[condition.axis].map { condition.isMet(by: self[$0]) } ?? false
    }
  }
}
