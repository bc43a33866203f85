/// What is known of the last few points of a dimension. Asked for one after the other, points are read up to
/// 64 at a time: two threads that read from the same dimension get in each other's way with every reading,
/// however little they read.
package struct PointWindow<Element: Sendable>: Sendable {
  private static var limit: Int { 64 }

  private var start = 0
  private var elements: [Element] = []

  package init() {}

  /// What is known of the point at an index below `count`. `read` gives what is to be known of several
  /// points, in their order.
  package mutating func element(at index: Int, below count: Int, _ read: (Range<Int>) -> [Element]) -> Element
  {
    let end = start + elements.count
    if index < start || index >= end {
      // After a leap, one point alone.
      let length = index == end ? min(max(2 * elements.count, 1), Self.limit) : 1
      elements = read(index..<min(index + length, count))
      start = index
    }
    return elements[index - start]
  }
}
