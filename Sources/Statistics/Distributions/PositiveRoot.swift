internal import ElementaryFunctions

/// The x > 0 at which a positive monotone function has a value, by Newton's method for log f over log x, kept
/// between the closest points known on both sides. That is fast for the tails of distributions, whose
/// logarithms are nearly straight there.
/// `f` gives f(x) and x f′(x).
func positiveRoot(
  value: Double, from start: Double, of f: (_ x: Double) -> (value: Double, slope: Double)
) -> Double {
  var x = start
  var left = 0.0
  var right = Double.infinity
  for _ in 0..<400 {
    let (found, slope) = f(x)
    if found == value { return x }
    if (found < value) == (slope > 0) { left = x } else { right = x }
    // log(found/value) / (d log f / d log x), the logarithm without cancellation close to the root.
    let step = ElementaryFunction.log1p((found - value) / value) * found / slope
    var next = x * ElementaryFunction.exp(-step)
    if !(next > left && next < right) { next = middle(left, right) }
    if abs(next - x) <= next.ulp { return next }
    x = next
  }
  return x
}

/// Between the two, by their exponents.
private func middle(_ left: Double, _ right: Double) -> Double {
  if left == 0 { return right * 0x1p-4 }
  return right == .infinity ? left * 0x1p4 : left.squareRoot() * right.squareRoot()
}
