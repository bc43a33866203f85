/// The combinations of a sweep's dimensions, by number: the last dimension turns fastest.
package struct CombinationGrid: Sendable {
  /// The number of points of every dimension.
  package let sizes: [Int]
  /// The number of combinations.
  package let count: Int

  /// `nil` where the number of combinations does not fit an integer.
  package init?(_ sizes: [Int]) {
    self.sizes = sizes
    var count = 1
    for size in sizes {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
      if isTooLarge { return nil }
      count = product
    }
    self.count = count
  }

  /// A point of each dimension.
  package func indices(of combination: Int) -> [Int] {
    var rest = combination
    var indices = [Int](repeating: 0, count: sizes.count)
    for position in sizes.indices.reversed() {
      indices[position] = rest % sizes[position]
      rest /= sizes[position]
    }
    return indices
  }

  /// The number of a combination.
  package func combination(of indices: [Int]) -> Int {
    zip(indices, sizes).reduce(0) { $0 * $1.1 + $1.0 }
  }

  /// The number of combinations of some of the dimensions.
  package func count(of dimensions: Set<Int>) -> Int { dimensions.reduce(1) { $0 * sizes[$1] } }

  /// The combination of some of the dimensions with a number, the others at their first point.
  package func indices(of combination: Int, among dimensions: Set<Int>) -> [Int] {
    var rest = combination
    var indices = [Int](repeating: 0, count: sizes.count)
    for position in sizes.indices.reversed() where dimensions.contains(position) {
      indices[position] = rest % sizes[position]
      rest /= sizes[position]
    }
    return indices
  }

  /// The number among the combinations of some dimensions.
  package func combination(of indices: [Int], among dimensions: [Int]) -> Int {
    dimensions.reduce(0) { $0 * sizes[$1] + indices[$1] }
  }
}
