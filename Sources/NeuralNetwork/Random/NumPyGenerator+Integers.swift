extension NumPyGenerator {
  /// An integer uniform in 0...`maximum`, by masking and rejection; no draw where `maximum` is 0.
  package mutating func interval(_ maximum: UInt64) -> UInt64 {
    guard maximum > 0 else { return 0 }
    let mask = UInt64.max >> maximum.leadingZeroBitCount
    while true {
      let value = (maximum <= 0xFFFF_FFFF ? UInt64(bits.next()) : bits.next64()) & mask
      if value <= maximum { return value }
    }
  }

  /// `shuffle(x)` of a one-dimensional array.
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(interval(UInt64(last))))
    }
  }

  /// `shuffle(x)` of the rows of a matrix (n×`columns`, row-major).
  package mutating func shuffle<Element>(rowsOf matrix: inout [Element], columns: Int) {
    guard columns > 0 else { return }
    let order = permutation(matrix.count / columns)
    matrix = order.flatMap { matrix[Int($0) * columns..<(Int($0) + 1) * columns] }
  }

  /// `permutation(count)`, for a count below 2^31.
  package mutating func permutation(_ count: Int) -> [Int32] {
    var order = Array(0..<Int32(count))
    shuffle(&order)
    return order
  }

  /// `randint(range.lowerBound, range.upperBound + 1, count, dtype)`, the type being that of the result.
  ///
  /// A word of 32 bits gives four 8-bit or two 16-bit values, the low ones first; the rest of it is lost at
  /// the end of a call.
  package mutating func integers<Integer: FixedWidthInteger>(
    in range: ClosedRange<Integer>, count: Int
  ) -> [Integer] {
    let span = UInt64(truncatingIfNeeded: range.upperBound &- range.lowerBound) & Integer.mask
    var chunks = WordChunks(width: Integer.bitWidth)
    return (0..<count).map { _ in
      let offset = Integer.bitWidth < 32 ? chunks.interval(span, &bits) : interval(span)
      return range.lowerBound &+ Integer(truncatingIfNeeded: offset)
    }
  }

  /// `choice(population, count, replace=replacement)`. Without replacement `count` is at most `population`.
  package mutating func choice(_ population: Int, count: Int, replacement: Bool = true) -> [Int] {
    guard population > 0 else { return [] }
    return replacement
      ? integers(in: 0...(population - 1), count: count) : permutation(population).prefix(count).map(Int.init)
  }
}

extension FixedWidthInteger {
  fileprivate static var mask: UInt64 { UInt64.max >> (64 - bitWidth) }
}

/// 32-bit words cut into equal chunks, the lowest first; a word is drawn when none is left.
private struct WordChunks {
  let width: Int
  private var word: UInt32 = 0
  private var left = 0

  init(width: Int) { self.width = width }

  /// An integer uniform in 0...`maximum`, by masking and rejection of chunks.
  mutating func interval(_ maximum: UInt64, _ bits: inout MersenneTwister) -> UInt64 {
    guard maximum > 0 else { return 0 }
    let mask = UInt64.max >> maximum.leadingZeroBitCount
    while true {
      if left == 0 {
        word = bits.next()
        left = 32 / width
      }
      let value = UInt64(word) & mask
      word = width < 32 ? word >> width : 0
      left -= 1
      if value <= maximum { return value }
    }
  }
}
