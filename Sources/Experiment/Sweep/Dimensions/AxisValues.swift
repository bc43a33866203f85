import YAMLTree

/// The values of one axis, by number.
protocol AxisValues: Sendable {
  var count: Int { get }

  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { get }

  /// The values that the file has.
  var listed: [(node: YAMLNode, value: AxisValue)] { get }

  /// Whether each value is a number, and shown as such.
  var areNumbers: Bool { get }

  /// A value as a number; `nil` where it is none.
  func number(at index: Int) -> SweepNumber?
}

/// Values that the file lists.
struct ListedValues: AxisValues {
  let listed: [(node: YAMLNode, value: AxisValue)]

  init(_ values: [(node: YAMLNode, value: AxisValue)]) { listed = values }

  var count: Int { listed.count }
  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { listed[index] }

  var areNumbers: Bool { listed.allSatisfy { $0.value.number != nil && SweepNumber($0.node) != nil } }
  func number(at index: Int) -> SweepNumber? { SweepNumber(listed[index].node) }
}
