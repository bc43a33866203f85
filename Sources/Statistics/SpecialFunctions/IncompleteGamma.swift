internal import ElementaryFunctions

/// The regularized incomplete gamma functions, P(a, x) and Q(a, x) = 1 - P(a, x), for a > 0 and x >= 0.
struct IncompleteGamma {
  /// P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt.
  let lower: Double
  /// Q(a, x).
  let upper: Double

  init(_ a: Double, _ x: Double) {
    guard x > 0, x < .infinity else {
      lower = x > 0 ? 1 : 0
      upper = x > 0 ? 0 : 1
      return
    }
    let front = Self.front(a, x)
    if x < a + 1 {
      lower = min(1, front / a * Self.series(a, x))
      upper = 1 - lower
    } else {
      upper = min(1, front * Self.upperFraction(a, x))
      lower = 1 - upper
    }
  }

  /// xᵃ e⁻ˣ / Γ(a), where Stirling's formula has cancelled the large powers.
  private static func front(_ a: Double, _ x: Double) -> Double {
    (a / (2 * .pi)).squareRoot() * ElementaryFunction.exp(-stirlingRemainder(a) - deviance(a, mean: x))
  }

  /// P(a, x) Γ(a + 1) / (xᵃ e⁻ˣ) = 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + … (DLMF 8.7.1).
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for index in 1...mostTerms {
      term *= x / (a + Double(index))
      sum += term
      if term < 0x1p-54 * sum { break }
    }
    return sum
  }

  /// Q(a, x) Γ(a) / (xᵃ e⁻ˣ) = 1/(x + 1 - a - 1·(1 - a)/(x + 3 - a - 2·(2 - a)/(x + 5 - a - …)))
  /// (DLMF 8.9.2, its even part).
  static func upperFraction(_ a: Double, _ x: Double) -> Double {
    1 / continuedFraction(from: x + 1 - a) { (-$0 * ($0 - a), x + 2 * $0 + 1 - a) }
  }
}
