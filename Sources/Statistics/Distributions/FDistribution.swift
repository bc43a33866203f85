/// The F distribution with d₁ and d₂ degrees of freedom: P(F > f) = Iₓ(d₂/2, d₁/2) with x = d₂ / (d₂ + d₁ f)
/// (Abramowitz and Stegun 26.6.2).
package struct FDistribution: Sendable {
  /// Degrees of freedom. Nothing is a number where they are not positive.
  package let numerator: Double, denominator: Double

  package init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F <= f).
  package func cdf(_ f: Double) -> Double { beta(f)?.upper ?? .nan }

  /// P(F > f).
  package func survival(_ f: Double) -> Double { beta(f)?.lower ?? .nan }

  private func beta(_ f: Double) -> IncompleteBeta? {
    guard numerator > 0, denominator > 0, !f.isNaN else { return nil }
    let ratio = numerator * max(0, f) / denominator
    let y = ratio == .infinity ? 1 : ratio / (1 + ratio)
    return IncompleteBeta(denominator / 2, numerator / 2, x: 1 / (1 + ratio), y: y)
  }
}
