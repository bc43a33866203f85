import YAMLTree

/// The points of an axis of `grid`: one for each of its values.
struct AxisPoints: SweepPoints {
  var kind: String { "grid" }
  let key: YAMLNode
  let values: any AxisValues
  /// Whether every value is a number, and there are many: fields are read once for all of them then.
  let areNumbers: Bool

  /// Fewer values than this are read one by one.
  private static let fewValues = 16

  init(key: YAMLNode, values: any AxisValues) {
    self.key = key
    self.values = values
    areNumbers = values.count >= Self.fewValues && values.areNumbers
  }

  var count: Int { values.count }

  func point(at index: Int) -> [PointValue] {
    let (node, value) = values[index]
    return [PointValue(key: 0, keyNode: key, node: node, value: value)]
  }

  func levels(of key: Int, at indices: Range<Int>) -> [FactorLevel] {
    indices.map { FactorLevel(source: 0, value: $0, number: areNumbers ? values.number(at: $0) : nil) }
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for (node, value) in values.listed { visit(0, node, value) }
  }
}
