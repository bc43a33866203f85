internal import ElementaryFunctions

/// The standard normal distribution.
package struct NormalDistribution: Sendable {
  package init() {}

  /// P(Z <= z).
  package func cdf(_ z: Double) -> Double { survival(-z) }

  /// P(Z > z).
  package func survival(_ z: Double) -> Double {
    if z < 0 { return 1 - survival(-z) }
    // The error function near 0, beyond it Q(½, z²/2) / 2 by its continued fraction (DLMF 7.11.2).
    if z < 2 { return 0.5 - central(z) }
    if z > 40 { return z.isNaN ? .nan : 0 }
    return density(z) * z / 2 * IncompleteGamma.upperFraction(0.5, z * z / 2)
  }

  /// exp(-z²/2) / √(2π).
  package func density(_ z: Double) -> Double {
    let square = z * z
    guard square < 2000 else { return z.isNaN ? .nan : 0 }
    // What the square lacks to z² would be a relative error of the exponential.
    let rest = (-square).addingProduct(z, z)
    return 0.3989422804014327 * ElementaryFunction.exp(-square / 2) * (1 - rest / 2)
  }

  /// The z with P(Z <= z) = p: -∞ at 0, ∞ at 1, and not a number outside 0...1.
  package func quantile(_ p: Double) -> Double {
    if p > 0.5 { return -quantile(1 - p) }
    guard p > 0 else { return p == 0 ? -.infinity : .nan }
    if p == 0.5 { return 0 }
    // The logarithm of the tail is not straight near 0, where the part between 0 and z is nearly so.
    if p > 0.25 {
      return -positiveRoot(value: 0.5 - p, from: 2.5 * (0.5 - p)) { (central($0), $0 * density($0)) }
    }
    let start = (-2 * ElementaryFunction.log(p)).squareRoot()
    return -positiveRoot(value: p, from: start) { (survival($0), -$0 * density($0)) }
  }

  /// P(0 < Z < z).
  private func central(_ z: Double) -> Double { ElementaryFunction.erf(z * 0.7071067811865476) / 2 }
}
