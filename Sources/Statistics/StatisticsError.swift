/// Why numbers cannot be compared or summarised.
package enum StatisticsError: Error, Equatable {
  /// A sample has no value.
  case empty
  /// The value at the index is infinite or not a number.
  case notFinite(index: Int)
  /// The value at the index is beyond ``Sample/largestMagnitude``.
  case tooLarge(index: Int)
  /// The samples of a pair differ in size.
  case unpaired(first: Int, second: Int)
  /// There is nothing to rank with fewer than two.
  case tooFewMethods(Int)
  case noDataset
  /// A dataset has scores of another number of methods than the first one.
  case incompleteScores(dataset: Int, found: Int, expected: Int)
  case scoreNotANumber(dataset: Int, method: Int)
  /// A level of significance or confidence is not between 0 and 1.
  case level(Double)
  /// Looks are not at least one replicate apart.
  case every(Int)
  /// The last look comes before the first.
  case atMost(Int, every: Int)
}
