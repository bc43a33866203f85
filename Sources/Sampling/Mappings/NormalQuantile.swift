internal import ElementaryFunctions

/// The quantile of the standard normal distribution: M. J. Wichura, "Algorithm AS 241: the percentage points
/// of the normal distribution", Applied Statistics 37, 477-484, 1988, routine PPND16, about 1 part in 10^16.
enum NormalQuantile {
  /// Φ⁻¹(u) of a coordinate in [0, 1); 0 is taken for 2^-54, half of the least distance of coordinates.
  static func value(_ u: Double) -> Double {
    let p = max(u, 0x1p-54)
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(central.numerator, r) / polynomial(central.denominator, r)
    }
    let r = (-ElementaryFunction.log(min(p, 1 - p))).squareRoot()
    let size =
      r <= 5
      ? polynomial(middle.numerator, r - 1.6) / polynomial(middle.denominator, r - 1.6)
      : polynomial(tail.numerator, r - 5) / polynomial(tail.denominator, r - 5)
    return q < 0 ? -size : size
  }

  /// Σ coefficients[i] · x^i by Horner's rule.
  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $1.addingProduct($0, x) }
  }

  private typealias Fraction = (numerator: [Double], denominator: [Double])

  /// For |p - ½| <= 0.425.
  private static let central = Fraction(
    numerator: [
      3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
      67265.7709270087, 33430.57558358813, 2509.0809287301227,
    ],
    denominator: [
      1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
      28729.085735721943, 5226.495278852854,
    ])

  /// For p or 1 - p down to exp(-25).
  private static let middle = Fraction(
    numerator: [
      1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
      0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
    ],
    denominator: [
      1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
      0.0005475938084995345, 1.0507500716444169e-9,
    ])

  /// Further out.
  private static let tail = Fraction(
    numerator: [
      6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
      0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
    ],
    denominator: [
      1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
      1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
    ])
}
