import Experiment
import Statistics

/// A comparison whose arms were run, as far as they were.
package struct Comparison: Sendable {
  package let layout: ComparisonLayout
  /// In the order of the layout's pairs.
  package private(set) var results: [PairResult]
  /// The arms of pairs that more seeds may decide, and how many seeds each is to have; `nil` where a
  /// comparison is not sequential or at its end.
  package private(set) var wanted: (arms: Set<Int>, replicates: Int)?

  private let outcomes: Outcomes
  private let column: Int
  private let test: PairTest
  /// The arm of each contender that is compared.
  private let chosen: [Int]

  /// `nil` where nothing was kept of the column that is compared.
  package init?(_ layout: ComparisonLayout, _ outcomes: Outcomes) {
    guard let column = outcomes.place(of: layout.spec.metric) else { return nil }
    self.layout = layout
    self.outcomes = outcomes
    self.column = column
    test = PairTest(layout.spec, outcomes.columns[column])
    chosen = layout.contenders.map { Self.best(of: $0.arms, layout.spec, outcomes) }
    results = []
    if let spending = layout.spending {
      look(spending)
    } else {
      results = layout.pairs.indices.map { result(ofPair: $0, replicates: .max) }
      test.decide(&results, level: layout.spec.alpha)
    }
  }

  /// Whether greater numbers are better.
  package var isHigherBetter: Bool { test.isHigherBetter }

  /// The arm of a contender that is compared.
  func arm(of contender: Int) -> Int { chosen[contender] }

  /// Whether the arm of a contender was chosen by what it measured, and not for want of any number.
  func isChosenByNumbers(_ contender: Int) -> Bool {
    guard let tuned = layout.spec.tuned, let by = outcomes.place(of: tuned.by) else { return false }
    return !outcomes.values(ofArm: arm(of: contender), column: by).isEmpty
  }

  /// Where axes are tuned the arm with the best mean of what they are tuned by, of those that lost the fewest
  /// trials; of equal ones the first.
  private static func best(of arms: [Int], _ spec: CompareSpec, _ outcomes: Outcomes) -> Int {
    guard let tuned = spec.tuned, let by = outcomes.place(of: tuned.by) else { return arms[0] }
    var best = (arm: arms[0], lost: Int.max, mean: 0.0)
    for arm in arms {
      let values = outcomes.values(ofArm: arm, column: by)
      guard !values.isEmpty else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      let lost = outcomes.arms[arm].count - values.count
      let isBetter = outcomes.columns[by].isBetter(mean, than: best.mean)
      if lost < best.lost || lost == best.lost && isBetter { best = (arm, lost, mean) }
    }
    return best.arm
  }

  /// The numbers of an arm, one for each replicate that was run.
  package func numbers(ofArm arm: Int) -> [Double?] { outcomes.arms[arm].map { $0.numbers[column] } }

  private func result(ofPair index: Int, replicates: Int) -> PairResult {
    let pair = layout.pairs[index]
    let arms = (first: arm(of: pair.first), second: arm(of: pair.second))
    return test.result(
      pair, arms: arms, Array(numbers(ofArm: arms.first).prefix(replicates)),
      Array(numbers(ofArm: arms.second).prefix(replicates)), stream: index)
  }
}

// MARK: - Sequential

extension Comparison {
  /// Looks at the replicates that there are, in the order in which they were added: a pair keeps the verdict
  /// of the first look that decides it, and what was run of its arms after that does not count.
  private mutating func look(_ spending: AlphaSpending) {
    results = layout.pairs.indices.map { result(ofPair: $0, replicates: spending.every) }
    var open = Array(layout.pairs.indices)
    for look in spending.looks {
      let arms = Set(open.flatMap { [results[$0].firstArm, results[$0].secondArm] })
      guard arms.allSatisfy({ outcomes.arms[$0].count >= look }) else {
        wanted = (arms, look)
        return
      }
      var looked = open.map { result(ofPair: $0, replicates: look) }
      test.decide(
        &looked, besides: results.count - open.count, level: spending.level(after: look) ?? 0)
      for (index, result) in zip(open, looked) { results[index] = result }
      open = open.filter { results[$0].verdict == .undecided }
      if open.isEmpty { return }
    }
  }
}
