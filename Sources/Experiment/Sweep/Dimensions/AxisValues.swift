import YAMLTree

/// The values of one axis, by number.
protocol AxisValues: Sendable {
  var count: Int { get }

  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { get }

  /// The values that the file has.
  var nodes: [YAMLNode] { get }
}

/// Values that the file lists.
struct ListedValues: AxisValues {
  private let items: [(node: YAMLNode, value: AxisValue)]

  init(_ items: [(node: YAMLNode, value: AxisValue)]) { self.items = items }

  var count: Int { items.count }
  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) { items[index] }
  var nodes: [YAMLNode] { items.map(\.node) }
}
