import ElementaryFunctions

/// What drawing random numbers needs of a number type: the inner loops, compiled for each type.
package protocol SampledScalar {
  /// Uniform in [0, 1) with as many random bits as the significand holds, as PyTorch has it.
  static func units(count: Int, from bits: inout MersenneTwister) -> [Self]
  /// Stretches units to [low, high) as PyTorch: fma(unit, high - low, low), and `low` where that rounds to
  /// `high`.
  static func stretch(_ units: inout [Self], low: Self, high: Self)
  /// Turns blocks of 16 units into normals as PyTorch: u1 = 1 - (first half), u2 = second half.
  static func normalBlocks(_ values: inout [Self], in range: Range<Int>, mean: Self, standardDeviation: Self)
  /// NumPy's doubles, rounded to this type.
  static func rounding(_ values: [Double]) -> [Self]
  /// The transpose (columns×rows) of a row-major matrix (rows×columns).
  static func transpose(_ matrix: [Self], rows: Int, columns: Int) -> [Self]
}

extension SampledScalar where Self: BinaryFloatingPoint {
  package static func stretch(_ units: inout [Self], low: Self, high: Self) {
    let width = high - low
    units.withUnsafeMutableBufferPointer { units in
      for index in units.indices {
        let value = low.addingProduct(units[index], width)
        units[index] = value == high ? low : value
      }
    }
  }

  /// In squares of 16, so that both sides stay in the cache.
  package static func transpose(_ matrix: [Self], rows: Int, columns: Int) -> [Self] {
    Array(unsafeUninitializedCapacity: matrix.count) { transposed, count in
      matrix.withUnsafeBufferPointer { matrix in
        for (row, column) in squares(rows, columns) {
          for j in column..<min(column + 16, columns) {
            for i in row..<min(row + 16, rows) {
              transposed.initializeElement(at: j &* rows &+ i, to: matrix[i &* columns &+ j])
            }
          }
        }
      }
      count = matrix.count
    }
  }

  /// The corners of squares of 16 that cover a matrix.
  private static func squares(_ rows: Int, _ columns: Int) -> [(row: Int, column: Int)] {
    Swift.stride(from: 0, to: rows, by: 16).flatMap { row in
      Swift.stride(from: 0, to: columns, by: 16).map { (row, $0) }
    }
  }
}

extension Float: SampledScalar {
  package static func units(count: Int, from bits: inout MersenneTwister) -> [Float] {
    bits.words(count).map { Float(Int32(truncatingIfNeeded: $0 & 0xFF_FFFF)) * 0x1p-24 }
  }

  package static func rounding(_ values: [Double]) -> [Float] { values.map { Float($0) } }

  package static func normalBlocks(
    _ values: inout [Float], in range: Range<Int>, mean: Float, standardDeviation: Float
  ) {
    for block in Swift.stride(from: range.lowerBound, to: range.upperBound, by: 16) {
      for index in block..<block + 8 {
        let radius = (-2 * AVXMathFunctions.log(1 - values[index])).squareRoot()
        let (sine, cosine) = AVXMathFunctions.sineCosine(
          Float(bitPattern: 0x40C9_0FDB) * values[index + 8])
        values[index] = mean.addingProduct(radius * cosine, standardDeviation)
        values[index + 8] = mean.addingProduct(radius * sine, standardDeviation)
      }
    }
  }
}

extension Double: SampledScalar {
  package static func units(count: Int, from bits: inout MersenneTwister) -> [Double] {
    let words = bits.words(2 * count)
    return (0..<count).map {
      let bits = (UInt64(words[2 * $0]) << 32 | UInt64(words[2 * $0 + 1])) & 0x1F_FFFF_FFFF_FFFF
      return Double(Int64(bits)) * 0x1p-53
    }
  }

  package static func rounding(_ values: [Double]) -> [Double] { values }

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
