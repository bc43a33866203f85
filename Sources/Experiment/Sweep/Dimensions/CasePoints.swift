import YAMLTree

/// The points of `cases`: for each case those of its own dimensions together, the last of which turns
/// fastest; one where it has none.
struct CasePoints: SweepPoints {
  var kind: String { "cases" }
  /// One case: its label, what it binds, and its own dimensions with the places of their keys in the whole.
  struct Case: Sendable {
    let label: YAMLNode
    let labelValue: AxisValue
    let bindings: [PointValue]
    let dimensions: [(dimension: Dimension, places: [Int])]
    /// The number of its points.
    let count: Int
  }

  /// Where the file has the name of the choice.
  let key: YAMLNode
  private let cases: [Case]
  /// The number of points before each case, and at last of all.
  private let starts: [Int]

  /// `nil` where the number of points does not fit an integer.
  init?(key: YAMLNode, _ cases: [Case]) {
    self.key = key
    self.cases = cases
    var starts = [0]
    for one in cases {
      let (end, isTooLarge) = starts[starts.count - 1].addingReportingOverflow(one.count)
      if isTooLarge { return nil }
      starts.append(end)
    }
    self.starts = starts
  }

  var count: Int { starts.last ?? 0 }

  func point(at index: Int) -> [PointValue] {
    // The last case that starts at the index or before it.
    var (low, high) = (0, cases.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= index { low = middle } else { high = middle - 1 }
    }
    let one = cases[low]
    var values = [PointValue(key: 0, keyNode: key, node: one.label, value: one.labelValue)] + one.bindings
    var rest = index - starts[low]
    var inner: [[PointValue]] = []
    for (dimension, places) in one.dimensions.reversed() {
      inner.append(
        dimension.point(at: rest % dimension.count).map {
          PointValue(key: places[$0.key], keyNode: $0.keyNode, node: $0.node, value: $0.value)
        })
      rest /= dimension.count
    }
    for point in inner.reversed() { values += point }
    return values
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for one in cases {
      for binding in one.bindings { visit(binding.key, binding.node, binding.value) }
      for (dimension, places) in one.dimensions {
        dimension.points.forEachValue { visit(places[$0], $1, $2) }
      }
    }
  }
}
