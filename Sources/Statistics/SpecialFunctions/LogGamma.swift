internal import ElementaryFunctions

/// The natural logarithm of Γ(x) for x > 0, with an error of at most about 1e-15 + 1e-15·|log Γ(x)|.
package func logGamma(_ x: Double) -> Double {
  // Half of log 2π.
  let constant = 0.9189385332046727
  return (x - 0.5) * ElementaryFunction.log(x) - x + constant + stirlingRemainder(x)
}

/// What Stirling's formula lacks, μ(x) = log Γ(x) - (x - ½) log x + x - ½ log 2π for x > 0, with an absolute
/// error of about 1e-15.
///
/// From x = 15 on by the asymptotic series (DLMF 5.11.1), below by
/// μ(x) = μ(x + 1) + (x + ½) log(1 + 1/x) - 1, which follows from Γ(x + 1) = x Γ(x).
func stirlingRemainder(_ x: Double) -> Double {
  var x = x
  var sum = 0.0
  while x < 15 {
    sum += (x + 0.5) * ElementaryFunction.log1p(1 / x) - 1
    x += 1
  }
  // B₂ₖ / (2k (2k - 1)), k = 6 down to 1.
  let coefficients = [-691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12]
  let square = x * x
  let series = coefficients.reduce(0) { $0 / square + $1 }
  return sum + series / x
}

/// The deviance x log(x/m) + m - x for x > 0 and m >= 0, which is never negative, with a small relative error
/// where x is close to m as well (C. Loader, "Fast and accurate computation of binomial probabilities",
/// 2000).
func deviance(_ x: Double, mean m: Double) -> Double {
  guard abs(x - m) < 0.3 * (x + m) else { return x * ElementaryFunction.log(x / m) + (m - x) }
  // With v = (x - m) / (x + m), log(x/m) = 2 (v + v³/3 + v⁵/5 + …).
  let v = (x - m) / (x + m)
  let square = v * v
  var power = v * square
  var series = 0.0
  var odd = 3.0
  while abs(power) > 0x1p-60 * abs(v * square) {
    series += power / odd
    power *= square
    odd += 2
  }
  return (x - m) * v + 2 * x * series
}
