import YAMLTree

/// The points of a `zip`: the first values of all its axes, then the second ones, and so on.
struct ZipPoints: SweepPoints {
  var kind: String { "zip" }
  let axes: [(key: YAMLNode, values: any AxisValues)]

  var count: Int { axes.first?.values.count ?? 0 }

  func point(at index: Int) -> [PointValue] {
    axes.enumerated().map { place, axis in
      let (node, value) = axis.values[index]
      return PointValue(key: place, keyNode: axis.key, node: node, value: value)
    }
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for (place, axis) in axes.enumerated() {
      for (node, value) in axis.values.listed { visit(place, node, value) }
    }
  }
}
