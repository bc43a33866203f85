/// What a comparison of a sample with another one says.
package enum Verdict: String, CaseIterable, Sendable {
  case better, worse, equivalent, undecided

  /// - Parameters:
  ///   - result: The test of the difference. It tells the direction: that of the smaller one-sided p-value.
  ///   - pValue: The two-sided p-value after correction.
  ///   - equivalence: That of ``PairedTest/equivalence(_:within:using:)``, after correction; `nil` where no
  ///     margin is given.
  ///   - alpha: The level of significance. A p-value of alpha is significant.
  ///   - isHigherBetter: Whether a greater value is the better one.
  ///
  /// A difference that is significant and within the margin is equivalent: the margin says that it does not
  /// matter.
  package init(
    of result: TestResult, pValue: Double, equivalence: Double? = nil, alpha: Double = 0.05,
    isHigherBetter: Bool = true
  ) {
    if let equivalence, equivalence <= alpha {
      self = .equivalent
    } else if pValue <= alpha, result.greater != result.less {
      self = (result.greater < result.less) == isHigherBetter ? .better : .worse
    } else {
      self = .undecided
    }
  }
}
