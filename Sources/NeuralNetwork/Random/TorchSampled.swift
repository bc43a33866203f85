/// What PyTorch's generator does differently for each number type.
package protocol TorchSampled {
  /// Uniform in [0, 1) with as many random bits as the significand holds.
  static func units(count: Int, from bits: inout MersenneTwister) -> [Self]
  /// Stretches units to [low, high): fma(unit, high - low, low), and `low` where that rounds to `high`.
  static func stretch(_ units: inout [Self], low: Self, high: Self)
  /// Turns blocks of 16 units into normals: u1 = 1 - (first half), u2 = second half.
  static func normalBlocks(_ values: inout [Self], in range: Range<Int>, mean: Self, standardDeviation: Self)
}

extension Float: TorchSampled {
  package static func units(count: Int, from bits: inout MersenneTwister) -> [Float] {
    bits.words(count).map { Float(Int32(truncatingIfNeeded: $0 & 0xFF_FFFF)) * 0x1p-24 }
  }

  package static func stretch(_ units: inout [Float], low: Float, high: Float) {
    let width = high - low
    for index in units.indices {
      let value = low.addingProduct(units[index], width)
      units[index] = value == high ? low : value
    }
  }

  package static func normalBlocks(
    _ values: inout [Float], in range: Range<Int>, mean: Float, standardDeviation: Float
  ) {
    for block in Swift.stride(from: range.lowerBound, to: range.upperBound, by: 16) {
      for index in block..<block + 8 {
        let radius = (-2 * vectorLog(1 - values[index])).squareRoot()
        let (sine, cosine) = vectorSineCosine(Float(bitPattern: 0x40C9_0FDB) * values[index + 8])
        values[index] = mean.addingProduct(radius * cosine, standardDeviation)
        values[index + 8] = mean.addingProduct(radius * sine, standardDeviation)
      }
    }
  }

  /// The logarithm of 0 < x <= 1 that PyTorch's AVX2 code takes (avx_mathfun's, after Cephes): these bits,
  /// not the best ones.
  private static func vectorLog(_ x: Float) -> Float {
    let bits = x.bitPattern
    var exponent = Float(Int(bits >> 23) - 126)
    let significand = Float(bitPattern: bits & 0x007F_FFFF | 0x3F00_0000)
    var r = significand - 1
    if significand < Float(bitPattern: 0x3F35_04F3) {
      exponent -= 1
      r += significand
    }
    let z = r * r
    let polynomial =
      horner(
        r, 0x3D90_21BB, 0xBDEB_D1B8, 0x3DEF_251A, 0xBDFE_5D4F, 0x3E11_E9BF, 0xBE2A_AE50, 0x3E4C_CEAC,
        0xBE7F_FFFC,
        0x3EAA_AAAA) * r
    let tail = (exponent * Float(bitPattern: 0xB95E_8083)).addingProduct(polynomial, z) - z * 0.5
    return (r + tail).addingProduct(exponent, Float(bitPattern: 0x3F31_8000))
  }

  /// Sine and cosine of t >= 0 as PyTorch's AVX2 code takes them (avx_mathfun's, after Cephes).
  private static func vectorSineCosine(_ t: Float) -> (sine: Float, cosine: Float) {
    let octant = (Int(t * Float(bitPattern: 0x3FA2_F983)) + 1) & ~1
    let q = Float(octant)
    var x = t
    for part: UInt32 in [0xBF49_0000, 0xB97D_A000, 0xB322_2169] {
      x.addProduct(q, Float(bitPattern: part))
    }
    let z = x * x
    let c = horner(z, 0x37CC_F5CE, 0xBAB6_061A, 0x3D2A_AAA5) * z
    let s = horner(z, 0xB94C_A1F9, 0x3C08_839E, 0xBE2A_AAA3) * z
    var cosine = (-(z * 0.5)).addingProduct(c, z) + 1
    var sine = x.addingProduct(s, x)
    if octant & 2 != 0 { swap(&sine, &cosine) }
    if octant & 4 != 0 { sine = -sine }
    if (octant + 2) & 4 != 0 { cosine = -cosine }
    return (sine, cosine)
  }

  /// A polynomial by fused multiply-adds, coefficients as bit patterns, the highest power first.
  private static func horner(_ x: Float, _ first: UInt32, _ rest: UInt32...) -> Float {
    rest.reduce(Float(bitPattern: first)) { Float(bitPattern: $1).addingProduct($0, x) }
  }
}

extension Double: TorchSampled {
  package static func units(count: Int, from bits: inout MersenneTwister) -> [Double] {
    let words = bits.words(2 * count)
    return (0..<count).map {
      let bits = (UInt64(words[2 * $0]) << 32 | UInt64(words[2 * $0 + 1])) & 0x1F_FFFF_FFFF_FFFF
      return Double(Int64(bits)) * 0x1p-53
    }
  }

  package static func stretch(_ units: inout [Double], low: Double, high: Double) {
    let width = high - low
    for index in units.indices {
      let value = low.addingProduct(units[index], width)
      units[index] = value == high ? low : value
    }
  }

  package static func normalBlocks(
    _ values: inout [Double], in range: Range<Int>, mean: Double, standardDeviation: Double
  ) {
    let blocks = Swift.stride(from: range.lowerBound, to: range.upperBound, by: 16)
    let pairs = blocks.flatMap { $0..<$0 + 8 }
    let logarithms = ElementaryFunction.log(pairs.map { 1 - values[$0] })
    let angles = pairs.map { 6.283185307179586 * values[$0 + 8] }
    let (sines, cosines) = (ElementaryFunction.sin(angles), ElementaryFunction.cos(angles))
    for (pair, index) in pairs.enumerated() {
      let radius = (-2 * logarithms[pair]).squareRoot()
      values[index] = mean.addingProduct(radius * cosines[pair], standardDeviation)
      values[index + 8] = mean.addingProduct(radius * sines[pair], standardDeviation)
    }
  }
}
