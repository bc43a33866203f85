/// The chi-squared distribution: P(X > x) = Q(ν/2, x/2) (Abramowitz and Stegun 26.4.19).
package struct ChiSquared: Sendable {
  /// Degrees of freedom ν. Nothing is a number where they are not positive.
  package let degrees: Double

  package init(degrees: Double) { self.degrees = degrees }

  /// P(X <= x).
  package func cdf(_ x: Double) -> Double { gamma(x)?.lower ?? .nan }

  /// P(X > x).
  package func survival(_ x: Double) -> Double { gamma(x)?.upper ?? .nan }

  private func gamma(_ x: Double) -> IncompleteGamma? {
    degrees > 0 && !x.isNaN ? IncompleteGamma(degrees / 2, x / 2) : nil
  }
}
