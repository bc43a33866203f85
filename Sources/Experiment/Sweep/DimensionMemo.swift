/// What was found for the last combinations of the dimensions that something depends on.
struct DimensionMemo<Value: Sendable>: Sendable {
  private let dimensions: [(position: Int, size: Int)]
  private var values: [Int: Value] = [:]
  private var last: (key: Int, value: Value)?
  private let limit: Int
  /// How often a value was found since all were forgotten.
  private var hits = 0
  /// Whether only the last value is kept: where values do not come again, keeping them costs more than they
  /// do.
  private var isShort = false

  /// A memory for some dimensions of a sweep. `sizes` are the numbers of points of every dimension, whose
  /// product does not overflow; `limit` is the number of combinations kept: when there are more, all are
  /// forgotten.
  init(_ dimensions: Set<Int>, sizes: [Int], limit: Int) {
    self.limit = limit
    self.dimensions = dimensions.sorted().map { ($0, sizes[$0]) }
  }

  /// The number of a combination: it differs where an index of one of the dimensions does.
  func key(_ indices: [Int]) -> Int {
    dimensions.reduce(0) { $0 * $1.size + indices[$1.position] }
  }

  /// What is known for a combination.
  mutating func value(at indices: [Int]) -> Value? {
    let key = key(indices)
    if let last, last.key == key { return last.value }
    guard !isShort, let value = values[key] else { return nil }
    hits += 1
    last = (key, value)
    return value
  }

  mutating func remember(_ value: Value, at indices: [Int]) {
    let key = key(indices)
    last = (key, value)
    if isShort { return }
    if values.count >= limit {
      isShort = hits == 0
      hits = 0
      values.removeAll(keepingCapacity: !isShort)
      if isShort { return }
    }
    values[key] = value
  }
}
