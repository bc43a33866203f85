/// The outcome of a test of a mean or median difference against its value under the null hypothesis.
package struct TestResult: Equatable, Sendable {
  /// The test's statistic, ±∞ where differences that are all equal are not the null hypothesis's.
  package let statistic: Double
  /// The p-value of the alternative that the difference is another one.
  package let twoSided: Double
  /// The p-value of the alternative that the difference is greater.
  package let greater: Double
  /// The p-value of the alternative that the difference is less.
  package let less: Double

  init(statistic: Double, twoSided: Double, greater: Double, less: Double) {
    self.statistic = statistic
    self.twoSided = min(1, twoSided)
    self.greater = min(1, greater)
    self.less = min(1, less)
  }

  /// Of a statistic whose distribution is symmetric around 0.
  init(statistic: Double, survival: (Double) -> Double) {
    self.init(
      statistic: statistic, twoSided: 2 * survival(abs(statistic)), greater: survival(statistic),
      less: survival(-statistic))
  }

  /// Of data that say nothing.
  static let undecided = Self(statistic: 0, twoSided: 1, greater: 1, less: 1)
}
