/// Ranks from 1, equal values sharing the mean of theirs. Doubled, so that they are integers.
struct Midranks {
  /// Twice the rank of each value.
  let doubled: [Int]
  /// How many values each group of equal ones has, in ascending order of the values.
  let ties: [Int]

  /// Values are equal that exceed the smallest of them by at most the tolerance.
  init(_ values: [Double], tolerance: Double = 0) {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var doubled = [Int](repeating: 0, count: values.count)
    var ties: [Int] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] - values[order[start]] <= tolerance { end += 1 }
      // Ranks start + 1 to end.
      for index in order[start..<end] { doubled[index] = start + 1 + end }
      ties.append(end - start)
      start = end
    }
    self.doubled = doubled
    self.ties = ties
  }

  /// Σ (t³ - t) over the groups of t equal values.
  var tieCorrection: Double {
    ties.reduce(0) { sum, count in
      let t = Double(count)
      return sum + (t * t * t - t)
    }
  }
}
