import YAMLTree

/// The points of an axis of `grid`: one for each of its values.
struct AxisPoints: SweepPoints {
  var kind: String { "grid" }
  let key: YAMLNode
  let values: any AxisValues

  var count: Int { values.count }

  func point(at index: Int) -> [PointValue] {
    let (node, value) = values[index]
    return [PointValue(key: 0, keyNode: key, node: node, value: value)]
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for (node, value) in values.listed { visit(0, node, value) }
  }
}
