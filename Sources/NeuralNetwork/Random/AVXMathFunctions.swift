/// The functions of floats that PyTorch's normals come from on x86-64 (`avx_mathfun.h`, after Cephes): these
/// bits are wanted here, not the best ones.
enum AVXMathFunctions {
  private static let logCoefficients = floats(
    0x3D90_21BB, 0xBDEB_D1B8, 0x3DEF_251A, 0xBDFE_5D4F, 0x3E11_E9BF, 0xBE2A_AE50, 0x3E4C_CEAC, 0xBE7F_FFFC,
    0x3EAA_AAAA)
  private static let cosineCoefficients = floats(0x37CC_F5CE, 0xBAB6_061A, 0x3D2A_AAA5)
  private static let sineCoefficients = floats(0xB94C_A1F9, 0x3C08_839E, 0xBE2A_AAA3)
  /// -π/4 in three parts.
  private static let eighthTurn = floats(0xBF49_0000, 0xB97D_A000, 0xB322_2169)

  private static func floats(_ patterns: UInt32...) -> [Float] { patterns.map(Float.init(bitPattern:)) }

  /// log(x) for 0 < x <= 1.
  static func log(_ x: Float) -> Float {
    let bits = x.bitPattern
    var exponent = Float(Int(bits >> 23) - 126)
    let significand = Float(bitPattern: bits & 0x007F_FFFF | 0x3F00_0000)
    var r = significand - 1
    if significand < Float(bitPattern: 0x3F35_04F3) {
      exponent -= 1
      r += significand
    }
    let z = r * r
    let polynomial = horner(r, logCoefficients) * r
    let tail = (exponent * Float(bitPattern: 0xB95E_8083)).addingProduct(polynomial, z) - z * 0.5
    return (r + tail).addingProduct(exponent, Float(bitPattern: 0x3F31_8000))
  }

  /// Sine and cosine of t >= 0.
  static func sineCosine(_ t: Float) -> (sine: Float, cosine: Float) {
    let octant = (Int(t * Float(bitPattern: 0x3FA2_F983)) + 1) & ~1
    let q = Float(octant)
    let x = eighthTurn.reduce(t) { $0.addingProduct(q, $1) }
    let z = x * x
    let c = horner(z, cosineCoefficients) * z
    let s = horner(z, sineCoefficients) * z
    var cosine = (-(z * 0.5)).addingProduct(c, z) + 1
    var sine = x.addingProduct(s, x)
    if octant & 2 != 0 { swap(&sine, &cosine) }
    if octant & 4 != 0 { sine = -sine }
    if (octant + 2) & 4 != 0 { cosine = -cosine }
    return (sine, cosine)
  }

  /// A polynomial by fused multiply-adds, the highest power first.
  private static func horner(_ x: Float, _ coefficients: [Float]) -> Float {
    coefficients.dropFirst().reduce(coefficients[0]) { $1.addingProduct($0, x) }
  }
}
