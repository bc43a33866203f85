import Declarations
import Statistics

/// The test of a difference between two arms whose replicates are pairs.
package struct TestSpec: Sendable, Equatable {
  package var test = PairedTest.t
  /// Where the random flips of a permutation test start.
  package var seed = 0

  static let type = ValueType<TestSpec>.alternatives(
    "test",
    [
      Alternative(
        "t", TestSpec(), "Student's paired t test: of the mean of the differences, taken to be normal."),
      Alternative(
        "wilcoxon", TestSpec(test: .wilcoxon),
        "Wilcoxon's signed-rank test, exact for up to 50 differences."),
      Alternative(
        "permutation", PermutationTest.record,
        wrap: { TestSpec(test: .permutation(draws: $0.draws), seed: $0.seed) },
        unwrap: { spec in
          guard case .permutation(let draws) = spec.test else { return nil }
          return PermutationTest(draws: draws, seed: spec.seed)
        }),
    ])
}

/// The keys of a permutation test.
private struct PermutationTest: Sendable {
  var draws = 9_999
  var seed = 0

  static let record = Record<PermutationTest>(
    "the test 'permutation'",
    "The permutation test of the mean of the differences by flipping their signs: all flips up to 20 pairs, "
      + "random ones beyond.",
    blank: PermutationTest(),
    fields: [
      Field("draws", \.draws, .integer(.within(99...10_000_000)), "How many random flips, beyond 20 pairs."),
      Field("seed", \.seed, .integer(.within(0...0xFFFF_FFFF)), "Where the random flips start."),
    ])
}
