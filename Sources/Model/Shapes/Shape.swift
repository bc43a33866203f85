// A shape is the list of a tensor's dimensions; a scalar has the shape []. These are the rules that files,
// engine and tables share.

extension [Int] {
  /// The number of elements of a tensor of this shape; `Int.max` where that is more than an `Int` holds.
  package var elementCount: Int {
    var count = 1
    for dimension in self {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow { return .max }
      count = product
    }
    return count
  }

  /// The shape that both are broadcast to, as NumPy has it: they are aligned at their last dimension, and a
  /// dimension of 1, or one that is missing, is repeated to fit the other. `nil` where they do not fit.
  package func broadcast(with other: [Int]) -> [Int]? {
    let rank = Swift.max(count, other.count)
    var shape: [Int] = []
    for (x, y) in zip(padded(to: rank), other.padded(to: rank)) {
      guard x == y || x == 1 || y == 1 else { return nil }
      shape.append(x == 1 ? y : x)
    }
    return shape
  }

  /// The shape with dimensions of 1 before it.
  package func padded(to rank: Int) -> [Int] { [Int](repeating: 1, count: rank - count) + self }

  /// The shape of a matrix product with a tensor of another shape; as in NumPy a vector is a row on the left
  /// and a column on the right, and its dimension is left out. `nil` where they do not fit.
  package func matrixProduct(with other: [Int]) -> [Int]? {
    guard 1...2 ~= count, 1...2 ~= other.count, last == other.first else { return nil }
    return dropLast() + other.dropFirst()
  }
}

extension Int {
  /// The sum of two counts; `Int.max` where it is more than an `Int` holds.
  package func addingSaturated(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
