import Experiment
import Statistics

/// What a comparison finds of one pair of arms.
package struct PairResult: Sendable {
  package let pair: ComparisonLayout.Pair
  /// The arms that were compared, by number: of a contender that was tuned the one chosen.
  package let firstArm: Int, secondArm: Int
  /// The replicates in which both arms have a number.
  package let pairCount: Int
  /// The replicates that were run in which one of them has none.
  package let leftOut: Int
  /// `nil` for fewer than two pairs, of which nothing can be said.
  package let finding: Finding?
  package internal(set) var verdict = Verdict.undecided
  /// The p-value after correction.
  package internal(set) var correctedP = 1.0
  /// That of equivalence, where there is a margin.
  package internal(set) var correctedEquivalence: Double?
  /// The level of significance that it was decided at.
  package internal(set) var level: Double

  /// Numbers of two pairs or more.
  package struct Finding: Sendable {
    package let firstMean: Double, secondMean: Double
    /// first - second.
    package let difference: Double
    /// The confidence interval of the difference by Student's t.
    package let interval: ConfidenceInterval?
    package let test: TestResult
    /// The p-value of equivalence, where there is a margin.
    package let equivalence: Double?
    /// How probably a run of the first is better than one of the second.
    package let improvement: Double
  }
}

/// Compares two arms by their numbers, replicate by replicate.
struct PairTest {
  let spec: CompareSpec
  let isHigherBetter: Bool

  init(_ spec: CompareSpec, _ column: OutcomeColumn) {
    self.spec = spec
    isHigherBetter = spec.better.map { $0 == .higher } ?? column.isHigherBetter
  }

  /// What is found of two arms by the number of each replicate, `nil` where a replicate has none. Each pair
  /// has a random stream of its own, by number.
  func result(
    _ pair: ComparisonLayout.Pair, arms: (first: Int, second: Int), _ first: [Double?], _ second: [Double?],
    stream: Int
  ) -> PairResult {
    let both = zip(first, second).compactMap { first, second in
      first.flatMap { first in second.map { (first, $0) } }
    }
    return PairResult(
      pair: pair, firstArm: arms.first, secondArm: arms.second, pairCount: both.count,
      leftOut: max(first.count, second.count) - both.count,
      finding: finding(both.map(\.0), both.map(\.1), stream: stream), level: spec.alpha)
  }

  /// `nil` for fewer than two pairs, and for numbers that are too large for statistics.
  private func finding(_ first: [Double], _ second: [Double], stream: Int) -> PairResult.Finding? {
    guard first.count > 1 else { return nil }
    let pairs: PairedSample
    do { pairs = try PairedSample(first, second) } catch { return nil }
    var random = SplitMix64(seed: UInt64(spec.test.seed) << 32 | UInt64(stream))
    let test = spec.test.test
    let improvement = ProbabilityOfImprovement(of: pairs.first, over: pairs.second).value
    return PairResult.Finding(
      firstMean: pairs.first.mean, secondMean: pairs.second.mean, difference: pairs.differences.mean,
      interval: pairs.differences.interval(level: 1 - spec.alpha), test: test(pairs, using: &random),
      equivalence: spec.equivalentWithin.map { test.equivalence(pairs, within: $0, using: &random) },
      improvement: isHigherBetter ? improvement : 1 - improvement)
  }

  /// Corrects the p-values of pairs that are tested together, and gives their verdicts. `decided` pairs were
  /// rejected before, and count with p = 0.
  func decide(_ results: inout [PairResult], besides decided: Int = 0, level: Double) {
    let known = [Double](repeating: 0, count: decided)
    let correct = { (values: [Double]) -> [Double] in
      guard let correction = spec.correction.correction else { return values }
      return Array(correction.adjusted(known + values).dropFirst(decided))
    }
    let p = correct(results.map { $0.finding?.test.twoSided ?? 1 })
    let equivalence =
      spec.equivalentWithin == nil ? nil : correct(results.map { $0.finding?.equivalence ?? 1 })
    for index in results.indices {
      results[index].level = level
      results[index].correctedP = p[index]
      results[index].correctedEquivalence = equivalence?[index]
      guard let finding = results[index].finding else { continue }
      results[index].verdict = Verdict(
        of: finding.test, pValue: p[index], equivalence: equivalence?[index], alpha: level,
        isHigherBetter: isHigherBetter)
    }
  }
}
