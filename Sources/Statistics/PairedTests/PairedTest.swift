/// A test of paired samples. Where the null hypothesis's difference is not a number, or is beyond
/// ± ``Sample/largestMagnitude``, each gives p = 1.
package enum PairedTest: Equatable, Sendable {
  case t
  case wilcoxon
  /// The permutation test by flipping signs, with as many random flips where not all can be tried.
  case permutation(draws: Int)

  /// The test of first - second against its value under the null hypothesis. Only random flips draw from the
  /// generator.
  package func callAsFunction(
    _ pairs: PairedSample, nullDifference: Double = 0, using generator: inout some RandomNumberGenerator
  ) -> TestResult {
    switch self {
    case .t: pairs.tTest(nullDifference: nullDifference)
    case .wilcoxon: pairs.wilcoxonTest(nullDifference: nullDifference)
    case .permutation(let draws):
      pairs.permutationTest(nullDifference: nullDifference, draws: draws, using: &generator)
    }
  }

  /// The p-value of equivalence within ± the margin: the greater one of two one-sided tests, that the
  /// difference is above -margin and below margin (D. Schuirmann, "A comparison of the two one-sided tests
  /// procedure and the power approach for assessing the equivalence of average bioavailability", 1987). 1
  /// where the margin is not positive.
  package func equivalence(
    _ pairs: PairedSample, within margin: Double, using generator: inout some RandomNumberGenerator
  ) -> Double {
    guard margin > 0 else { return 1 }
    let low = self(pairs, nullDifference: -margin, using: &generator)
    let high = self(pairs, nullDifference: margin, using: &generator)
    return max(low.greater, high.less)
  }
}
