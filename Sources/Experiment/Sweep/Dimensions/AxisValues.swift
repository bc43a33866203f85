import YAMLTree

/// The values of one axis, by number.
protocol AxisValues: Sendable {
  var count: Int { get }

  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { get }

  /// The values that the file has.
  var listed: [(node: YAMLNode, value: AxisValue)] { get }
}

/// Values that the file lists.
struct ListedValues: AxisValues {
  let listed: [(node: YAMLNode, value: AxisValue)]

  init(_ values: [(node: YAMLNode, value: AxisValue)]) { listed = values }

  var count: Int { listed.count }
  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { listed[index] }
}
