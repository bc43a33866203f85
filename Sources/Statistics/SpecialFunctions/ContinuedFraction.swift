/// b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified algorithm of Lentz (I. Thompson and A. Barnett, "Coulomb and
/// Bessel functions of complex arguments and order", 1986), until a step changes it by less than an ulp.
func continuedFraction(
  from first: Double, term: (_ index: Double) -> (numerator: Double, denominator: Double)
) -> Double {
  let tiny = 1e-300
  var value = first == 0 ? tiny : first
  var c = value
  var d = 0.0
  for index in 1...mostTerms {
    let (a, b) = term(Double(index))
    d = b + a * d
    if d == 0 { d = tiny }
    c = b + a / c
    if c == 0 { c = tiny }
    d = 1 / d
    let change = c * d
    value *= change
    if abs(change - 1) <= 0x1p-53 { break }
  }
  return value
}

/// Where series and fractions end in any case.
let mostTerms = 1_000_000
