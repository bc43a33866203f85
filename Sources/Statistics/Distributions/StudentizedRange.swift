internal import ElementaryFunctions

/// The range of k independent standard normal variables: the studentized range with infinite degrees of
/// freedom.
///
/// P(Q <= q) = k ∫ φ(z) (Φ(z) - Φ(z - q))ᵏ⁻¹ dz (H. Hartley, "The range in random samples", 1942). Since
/// k ∫ φ(z) Φ(z)ᵏ⁻¹ dz = 1, the survival function is k ∫ φ(z) (Φ(z)ᵏ⁻¹ - (Φ(z) - Φ(z - q))ᵏ⁻¹) dz, in which
/// nothing cancels. Both are sums over points at equal distances, whose error falls exponentially for such
/// integrands (L. Trefethen and J. Weideman, "The exponentially convergent trapezoidal rule", 2014).
package struct StudentizedRange: Sendable {
  /// k, two at least. Nothing is a number with fewer.
  package let groups: Int

  package init(groups: Int) { self.groups = groups }

  /// P(Q <= q).
  package func cdf(_ q: Double) -> Double {
    guard isDefined(q) else { return .nan }
    guard q > 0 else { return 0 }
    return min(1, integral(q) { pow(max(0, $0 - $1), Double(groups - 1)) })
  }

  /// P(Q > q).
  package func survival(_ q: Double) -> Double {
    guard isDefined(q) else { return .nan }
    guard q > 0 else { return 1 }
    return min(1, tail(q).value)
  }

  /// The q with P(Q <= q) = p: 0 at 0, ∞ at 1, and not a number outside 0...1.
  package func quantile(_ p: Double) -> Double {
    guard groups > 1, p >= 0, p < 1 else { return groups > 1 && p == 1 ? .infinity : .nan }
    guard p > 0 else { return 0 }
    // Each of k (k - 1) / 2 differences over √2 is normal, so this is at the right of the root.
    let pairs = Double(groups) * Double(groups - 1)
    let start = -(2.0).squareRoot() * NormalDistribution().quantile((1 - p) / pairs)
    return positiveRoot(value: 1 - p, from: start, of: tail)
  }

  private func isDefined(_ q: Double) -> Bool { groups > 1 && !q.isNaN }

  /// P(Q > q) and q times its derivative, q > 0.
  private func tail(_ q: Double) -> (value: Double, slope: Double) {
    let normal = NormalDistribution()
    let power = Double(groups - 1)
    var value = 0.0
    var slope = 0.0
    let k = Double(groups)
    forPoints(q) { z, weight in
      let below = normal.cdf(z)
      let out = normal.cdf(z - q)
      guard below > 0, out < below else { return }
      let density = normal.density(z) * weight * k
      let rest = ElementaryFunction.log1p(-out / below)
      let all = pow(below, power)
      value += density * all * -ElementaryFunction.expm1(power * rest)
      slope -= density * power * normal.density(z - q) * pow(below - out, power - 1)
    }
    return (value, q * slope)
  }

  /// k ∫ φ(z) f(Φ(z), Φ(z - q)) dz.
  private func integral(_ q: Double, _ f: (Double, Double) -> Double) -> Double {
    let normal = NormalDistribution()
    var sum = 0.0
    forPoints(q) { sum += normal.density($0) * $1 * f(normal.cdf($0), normal.cdf($0 - q)) }
    return Double(groups) * sum
  }

  /// The points of the sum, in ascending order, with their distance.
  private func forPoints(_ q: Double, _ body: (_ z: Double, _ weight: Double) -> Void) {
    let distance = 0x1p-4
    // Most of the tail lies around q/2.
    let last = Int((max(10, min(q, 80) / 2 + 10) / distance).rounded(.up))
    for index in -160...last { body(Double(index) * distance, distance) }
  }
}
