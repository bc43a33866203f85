import Declarations
import Experiment
import Planner

// What the results of a comparison are to be read with: what it does not compare, and where a grid ends at
// what was found best in it.
extension Comparison {
  /// Sentences without a full stop.
  package func notes(_ plan: TrialPlan) -> [String] { notesOnPairs + notesOnGrids(plan) }

  /// How many arms are named.
  private static let mostNames = 5

  private var notesOnPairs: [String] {
    let paired = Set(layout.pairs.flatMap { [$0.first, $0.second] })
    let alone = layout.contenders.indices.filter { !paired.contains($0) }
    if alone.isEmpty { return [] }
    let names = alone.map {
      layout.title(of: layout.contenders[$0].axes, at: Array(layout.axisNames.indices))
    }
    let isOne = alone.count == 1
    return [
      "\(alone.count) of \(layout.contenders.count) arms \(isOne ? "takes" : "take") part in no pair, for no "
        + "arm to compare \(isOne ? "it" : "them") with has the same values of all other axes: "
        + Self.list(names)
    ]
  }

  /// A note for each tuned axis and each end of its grid at which the best value of some contenders lies: a
  /// better one may lie beyond.
  private func notesOnGrids(_ plan: TrialPlan) -> [String] {
    guard let by = layout.spec.tuned?.by else { return [] }
    let contenders = layout.pairs.flatMap { [$0.first, $0.second] }.distinct.filter(isChosenByNumbers)
    let varied = layout.axisNames.indices.filter { layout.isVaried[$0] }
    return layout.tunedAxes.flatMap { axis -> [String] in
      let ends = contenders.compactMap { contender in
        end(ofGrid: axis, of: contender, plan).map { (contender: contender, end: $0) }
      }
      let groups = ends.grouped { $0.end }
      return zip(groups.keys, groups.values).map { end, members in
        let names = members.map { layout.title(of: layout.contenders[$0.contender].axes, at: varied) }
        return "the best \(layout.axisNames[axis]) by \(by) is \(end.value.text), "
          + "the \(end.isLeast ? "least" : "greatest") that was tried, for \(Self.list(names)): "
          + "a \(end.isLeast ? "smaller" : "greater") one may be better"
      }
    }
  }

  /// An end of a grid.
  private struct GridEnd: Hashable, Sendable {
    let value: AxisValue
    let isLeast: Bool
  }

  /// The end of a tuned axis that is the best value of a contender; `nil` for one in between, and where there
  /// was one value to try.
  private func end(ofGrid axis: Int, of contender: Int, _ plan: TrialPlan) -> GridEnd? {
    let tried = layout.contenders[contender].arms.compactMap { plan.axes(ofArm: $0)[axis]?.number }
    guard let value = plan.axes(ofArm: arm(of: contender))[axis], let number = value.number,
      let least = tried.min(), let greatest = tried.max(), least < greatest,
      number == least || number == greatest
    else { return nil }
    return GridEnd(value: value, isLeast: number == least)
  }

  private static func list(_ names: [String]) -> String { Suggestion.first(mostNames, of: names) }
}
