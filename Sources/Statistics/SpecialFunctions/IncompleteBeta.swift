internal import ElementaryFunctions

/// The regularized incomplete beta function Iₓ(a, b) for a, b > 0, and its complement.
struct IncompleteBeta {
  /// Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 - t)ᵇ⁻¹ dt.
  let lower: Double
  /// 1 - Iₓ(a, b).
  let upper: Double
  /// xᵃ yᵇ / B(a, b), the derivative by x times x y.
  let front: Double

  /// For x in 0...1 and y = 1 - x, which the caller knows better than by a subtraction.
  init(_ a: Double, _ b: Double, x: Double, y: Double) {
    guard x > 0, y > 0 else {
      lower = x > 0 ? 1 : 0
      upper = x > 0 ? 0 : 1
      front = 0
      return
    }
    front = Self.front(a, b, x, y)
    // Up to here the fraction converges fast; beyond, Iₓ(a, b) = 1 - Iᵧ(b, a).
    if x * (a + b + 2) < a + 1 {
      lower = min(1, front / Self.fraction(a, b, x, y))
      upper = 1 - lower
    } else {
      upper = min(1, front / Self.fraction(b, a, y, x))
      lower = 1 - upper
    }
  }

  /// xᵃ yᵇ / B(a, b), where Stirling's formula has cancelled the large powers (Loader 2000, as for the
  /// binomial distribution).
  private static func front(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let remainders = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
    let deviances = deviance(a, mean: n * x) + deviance(b, mean: n * y)
    return (a / n * b / (2 * .pi)).squareRoot() * ElementaryFunction.exp(remainders - deviances)
  }

  /// xᵃ yᵇ / (B(a, b) Iₓ(a, b)) = β₀ + α₁/(β₁ + α₂/(β₂ + …)), the even part of the fraction DLMF 8.17.22 with
  /// y in the place of 1 - x, so that nothing cancels where a is large and x close to 1 (A. DiDonato and A.
  /// Morris, "Significant digit computation of the incomplete beta function ratios", ACM TOMS 18, 1992,
  /// equation 9).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    continuedFraction(from: a * (a * y - b * x + 1) / (a + 1)) { m in
      let middle = a + 2 * m - 1
      let factor = m * (b - m) * x / middle
      let numerator = (a + m - 1) * (a + b + m - 1) * x / middle * factor
      return (numerator, m + factor + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (a + 2 * m + 1))
    }
  }
}
