import Experiment
import Planner
import Statistics
import Tables

extension Comparison {
  /// What was found of a pair, in one sentence without a full stop: "activation=relu is better than
  /// activation=sigmoid in test_accuracy: 0.9752 against 0.9685, ...".
  package func sentence(of place: Int, _ plan: TrialPlan) -> String {
    let result = results[place]
    let pair = layout.pairs[place]
    let first = name(of: result.firstArm, plan)
    let second = name(of: result.secondArm, plan)
    let metric = "in \(layout.spec.metric)\(context(of: pair))"
    guard let finding = result.finding else {
      return "\(first) and \(second) cannot be compared \(metric): \(result.pairCount) "
        + "\(result.pairCount == 1 ? "pair" : "pairs") of replicates"
    }
    let relation =
      switch result.verdict {
      case .better: "\(first) is better than \(second) \(metric)"
      case .worse: "\(first) is worse than \(second) \(metric)"
      case .equivalent: "\(first) and \(second) are equivalent \(metric)"
      case .undecided: "which of \(first) and \(second) is better \(metric) is undecided"
      }
    return relation + ": " + numbers(of: finding, result)
  }

  private func numbers(of finding: PairResult.Finding, _ result: PairResult) -> String {
    let text = ShortestDecimal.text
    let spec = layout.spec
    var parts = ["\(text(finding.firstMean)) against \(text(finding.secondMean))"]
    if let interval = finding.interval {
      parts.append(
        "a difference of \(text(finding.difference)) (\(text(100 * (1 - spec.alpha))) % interval "
          + "\(text(interval.lower)) to \(text(interval.upper)))")
    }
    // The looks of a sequential comparison share the level.
    let level = spec.sequential == nil ? "" : "; level \(text(result.level)) at this look"
    parts.append("p = \(text(result.correctedP)) (\(method)\(level))")
    if let margin = spec.equivalentWithin, let p = result.correctedEquivalence {
      parts.append("p = \(text(p)) for a difference within \(text(margin))")
    }
    let left = result.leftOut == 0 ? "" : ", \(result.leftOut) left out"
    parts.append("\(result.pairCount) pairs\(left)")
    return parts.joined(separator: ", ")
  }

  /// "t test, Holm over 3 pairs".
  private var method: String {
    let test =
      switch layout.spec.test.test {
      case .t: "t test"
      case .wilcoxon: "Wilcoxon test"
      case .permutation: "permutation test"
      }
    guard results.count > 1 else { return test }
    switch layout.spec.correction {
    case .holm: return "\(test), Holm over \(results.count) pairs"
    case .bonferroni: return "\(test), Bonferroni over \(results.count) pairs"
    case .none: return "\(test), not corrected for \(results.count) pairs"
    }
  }

  /// "optimizer=adam rate=0.01": the values of the compared axes, and of those that were tuned.
  private func name(of arm: Int, _ plan: TrialPlan) -> String {
    layout.title(of: plan.axes(ofArm: arm), at: layout.comparedAxes + layout.tunedAxes)
  }

  /// " where hidden=64": the values of the axes that a group has in common, of those that have several.
  private func context(of pair: ComparisonLayout.Pair) -> String {
    let axes = layout.contenders[pair.first].axes
    let shared = axes.indices.filter { place in
      !layout.comparedAxes.contains(place) && layout.isVaried[place]
    }
    let text = layout.title(of: axes, at: shared)
    return text.isEmpty ? "" : " where \(text)"
  }
}

extension ComparisonLayout {
  /// "optimizer=adam rate=0.01": the values of the axes at some places.
  func title(of axes: [AxisValue?], at places: [Int]) -> String {
    AxisValue.title(of: places.map { (axisNames[$0], axes[$0]) })
  }
}

extension TrialPlan {
  /// How sentences call an arm: "activation=relu hidden=64"; nothing where there are no axes.
  package func title(ofArm arm: Int) -> String {
    AxisValue.title(of: zip(axisNames, axes(ofArm: arm)).map { ($0, $1) })
  }
}
