/// What was found for the last combinations of the axes that something depends on.
struct AxisMemo<Value: Sendable>: Sendable {
  private let axes: [(position: Int, size: Int)]
  private var values: [Int: Value] = [:]
  private var last: (key: Int, value: Value)?

  /// More combinations than this are forgotten all at once.
  private static var limit: Int { 4096 }

  /// - Parameter sizes: the number of values of every axis of the sweep; their product does not overflow.
  init(_ axes: Set<Int>, sizes: [Int]) {
    self.axes = axes.sorted().map { ($0, sizes[$0]) }
  }

  /// The number of a combination: it differs where an index of one of the axes does.
  func key(_ indices: [Int]) -> Int {
    axes.reduce(0) { $0 * $1.size + indices[$1.position] }
  }

  /// What is known for a combination.
  mutating func value(at indices: [Int]) -> Value? {
    let key = key(indices)
    if let last, last.key == key { return last.value }
    guard let value = values[key] else { return nil }
    last = (key, value)
    return value
  }

  mutating func remember(_ value: Value, at indices: [Int]) {
    let key = key(indices)
    if values.count >= Self.limit { values.removeAll(keepingCapacity: true) }
    values[key] = value
    last = (key, value)
  }
}
