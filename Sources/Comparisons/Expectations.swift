import Declarations
import Experiment
import Planner
import Statistics
import YAMLTree

/// Whether the results of an experiment are as its file expects.
package struct Expectations: Sendable {
  let plan: TrialPlan
  let comparisons: [Comparison]
  let outcomes: Outcomes
  /// What became of the weights, where they were trained anew.
  let weights: WeightChanges?

  package init(
    _ plan: TrialPlan, _ comparisons: [Comparison], _ outcomes: Outcomes, weights: WeightChanges?
  ) {
    self.plan = plan
    self.comparisons = comparisons
    self.outcomes = outcomes
    self.weights = weights
  }

  /// Everything that is not as it is expected to be, at its place in the file.
  package func unmet(_ layouts: [ExpectationLayout]) -> Faults {
    var faults = Faults()
    for layout in layouts {
      let found = unmet(layout)
      guard let first = found.first else { continue }
      // What the command line changed in an expectation is what it is about.
      let change = layout.node.firstPart { FileChanges.isOption($0.mark.file) }
      let isChanged = change.map { $0.mark != layout.node.mark } ?? false
      let unmet = UnmetExpectation(
        first: first, others: Array(found.dropFirst()), mark: isChanged ? layout.node.mark : nil)
      faults.add(Fault(unmet, at: change ?? layout.node))
    }
    return faults
  }

  private func unmet(_ layout: ExpectationLayout) -> [Mismatch] {
    switch (layout.claim, layout.subject) {
    case (.bounds(let bounds), .arms(let arms)):
      return arms.flatMap { arm in unmet(bounds, of: layout.metric ?? "", arm) }
    case (.order(let order, let axis), .lines(let lines)):
      return lines.compactMap { unmet(order, along: axis, layout.metric ?? "", $0) }
    case (.best(let place, let axis), .lines(let lines)):
      return lines.compactMap { unmet(best: place, along: axis, layout.metric ?? "", $0) }
    case (.verdict(let relation, _, _), .pairs(let pairs)):
      return pairs.compactMap { unmet(relation, comparisons[$0.comparison], $0.pair, $0.isReversed) }
    case (.unchangedWeights, _):
      guard let weights, let first = weights.first else { return [] }
      return [
        .weights(
          changed: weights.changed, compared: weights.compared, trial: first.trial, before: first.before,
          now: first.now)
      ]
    default: return []
    }
  }
}

// MARK: - Numbers

extension Expectations {
  /// The numbers of the trials of an arm, or why there is none of some.
  private func sample(_ metric: String, ofArm arm: Int) -> Result<Sample, Mismatch> {
    let trials = outcomes.arms[arm]
    let column = outcomes.place(of: metric)
    let failed = trials.count { !$0.isCompleted }
    if failed > 0 { return .failure(.notCompleted(arm: name(of: arm), failed: failed, of: trials.count)) }
    let values = trials.compactMap { trial in column.flatMap { trial.numbers[$0] } }
    do throws(StatisticsError) {
      guard values.count == trials.count else { throw StatisticsError.empty }
      return .success(try Sample(values))
    } catch {
      return .failure(
        .noNumber(metric: metric, arm: name(of: arm), missing: trials.count - values.count, of: trials.count))
    }
  }

  private func unmet(
    _ bounds: [Claim.StatisticBound], of metric: String, _ arm: Int
  ) -> [Mismatch] {
    switch sample(metric, ofArm: arm) {
    case .failure(let fault): [fault]
    case .success(let sample):
      bounds.compactMap { bound in
        guard let value = sample.value(of: bound.statistic) else {
          return .noNumber(metric: bound.statistic.rawValue, arm: name(of: arm), missing: 1, of: sample.count)
        }
        if bound.range.contains(value) { return nil }
        return .outOfBounds(
          statistic: bound.statistic.rawValue, metric: metric, arm: name(of: arm), value: value,
          count: sample.count, atLeast: bound.range.atLeast, atMost: bound.range.atMost)
      }
    }
  }

  private func unmet(
    _ order: OrderSpec, along axis: String, _ metric: String, _ line: [ExpectationLayout.Point]
  ) -> Mismatch? {
    var means: [Double] = []
    for point in line {
      switch sample(metric, ofArm: point.arm) {
      case .failure(let fault): return fault
      case .success(let sample): means.append(sample.mean)
      }
    }
    for place in means.indices.dropFirst() {
      let isKept = order == .increasing ? means[place] > means[place - 1] : means[place] < means[place - 1]
      if isKept { continue }
      return .order(
        order, metric: metric, first: name(of: line[place - 1].arm), means[place - 1],
        second: name(of: line[place].arm), means[place])
    }
    return nil
  }

  private func unmet(
    best place: AxisValue?, along axis: String, _ metric: String, _ line: [ExpectationLayout.Point]
  ) -> Mismatch? {
    guard let column = outcomes.place(of: metric) else { return nil }
    let metricColumn = outcomes.columns[column]
    // An arm of which a trial was not completed is nobody's best.
    var best: (place: Int, mean: Double)?
    for (position, point) in line.enumerated() {
      guard case .success(let sample) = sample(metric, ofArm: point.arm) else { continue }
      let mean = sample.mean
      if best.map({ metricColumn.isBetter(mean, than: $0.mean) }) ?? true { best = (position, mean) }
    }
    guard let best else {
      return .noBest(metric: metric, axis: axis, first: name(of: line[0].arm), count: line.count)
    }
    let found = name(of: line[best.place].arm)
    if let place {
      if place.number == line[best.place].value { return nil }
      return .elsewhere(metric: metric, axis: axis, expected: place.text, found: found, mean: best.mean)
    }
    if best.place > 0, best.place < line.count - 1 { return nil }
    return .atTheEdge(
      metric: metric, axis: axis, found: found, mean: best.mean, isLeast: best.place == 0, count: line.count)
  }

  /// "activation=relu hidden=64".
  private func name(of arm: Int) -> String { plan.title(ofArm: arm) }
}

extension Sample {
  /// `nil` for the deviation of one value.
  fileprivate func value(of statistic: Claim.Statistic) -> Double? {
    switch statistic {
    case .mean: mean
    case .median: median
    case .min: min
    case .max: max
    case .sd: standardDeviation
    }
  }
}

// MARK: - Verdicts

extension Expectations {
  private func unmet(
    _ relation: Claim.Relation, _ comparison: Comparison, _ place: Int, _ isReversed: Bool
  ) -> Mismatch? {
    let result = comparison.results[place]
    let expected: Verdict =
      switch relation {
      case .equivalent: .equivalent
      case .better: isReversed ? .worse : .better
      }
    if result.verdict == expected, result.leftOut == 0 { return nil }
    return .verdict(
      relation.rawValue, sentence: comparison.sentence(of: place, plan), leftOut: result.leftOut)
  }
}
