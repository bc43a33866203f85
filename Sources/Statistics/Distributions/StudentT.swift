internal import ElementaryFunctions

/// Student's t distribution, with real degrees of freedom ν > 0.
///
/// P(T > t) = ½ Iₓ(ν/2, ½) with x = ν / (ν + t²) for t >= 0 (Abramowitz and Stegun 26.7.1).
package struct StudentT: Sendable {
  /// Degrees of freedom, at most about 1e10. Nothing is a number where they are not positive.
  package let degrees: Double

  package init(degrees: Double) { self.degrees = degrees }

  /// P(T <= t).
  package func cdf(_ t: Double) -> Double { survival(-t) }

  /// P(T > t).
  package func survival(_ t: Double) -> Double {
    guard degrees > 0, !t.isNaN else { return .nan }
    let tail = tail(abs(t)).value
    return t < 0 ? 1 - tail : tail
  }

  /// The t with P(T <= t) = p: -∞ at 0, ∞ at 1, and not a number outside 0...1.
  package func quantile(_ p: Double) -> Double {
    if p > 0.5 { return -quantile(1 - p) }
    guard degrees > 0, p > 0 else { return degrees > 0 && p == 0 ? -.infinity : .nan }
    if p == 0.5 { return 0 }
    if p > 0.25 { return -positiveRoot(value: 0.5 - p, from: 2.5 * (0.5 - p), of: center) }
    return -positiveRoot(value: p, from: -NormalDistribution().quantile(p), of: tail)
  }

  /// P(T > t) and t times its derivative, t >= 0.
  private func tail(_ t: Double) -> (value: Double, slope: Double) {
    // So far out the tail is a power, and the square would overflow.
    let far = 1e100
    if t > far {
      let beyond = pow(t / far, -degrees)
      let (value, slope) = tail(far)
      return (value * beyond, slope * beyond)
    }
    let beta = beta(t)
    return (beta.upper / 2, -beta.front)
  }

  /// P(0 < T < t) and t times its derivative, t >= 0.
  private func center(_ t: Double) -> (value: Double, slope: Double) {
    let beta = beta(t)
    return (beta.lower / 2, beta.front)
  }

  /// Iᵧ(½, ν/2) with y = t² / (ν + t²). Its `front` is t times the density, since dy/dt = 2 x y / t.
  private func beta(_ t: Double) -> IncompleteBeta {
    let ratio = t * t / degrees
    return IncompleteBeta(0.5, degrees / 2, x: ratio / (1 + ratio), y: 1 / (1 + ratio))
  }
}
