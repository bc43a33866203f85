/// What was found for the last combinations of the factors that something depends on.
struct FactorMemo<Value: Sendable>: Sendable {
  private let key: FactorKey
  private var values: [FactorKey.Value: Value] = [:]
  private var last: (key: FactorKey.Value, value: Value)?
  private let limit: Int
  /// How often a value was found since all were forgotten.
  private var hits = 0
  /// Whether only the last value is kept: where values do not come again, keeping them costs more than they
  /// do.
  private var isShort = false

  /// A memory for what has some key; `limit` is the number of combinations kept: when there are more, all are
  /// forgotten.
  init(_ key: FactorKey, limit: Int) {
    self.key = key
    self.limit = limit
  }

  /// What is known for a combination.
  mutating func value(at levels: FactorLevels) -> Value? {
    let key = key(levels)
    if let last, last.key == key { return last.value }
    guard !isShort, let value = values[key] else { return nil }
    hits += 1
    last = (key, value)
    return value
  }

  mutating func remember(_ value: Value, at levels: FactorLevels) {
    let key = key(levels)
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

/// Tells combinations apart by some factors of a sweep.
package struct FactorKey: Sendable {
  /// It differs where the value of one of the factors does.
  package struct Value: Hashable, Sendable {
    fileprivate var place = 0
    /// Of the values of keys, in fours: most trials have no more of them, and need no array.
    fileprivate var words = SIMD4<Int>()
    fileprivate var rest: [SIMD4<Int>] = []
  }

  /// The dimensions among the factors, whose product does not overflow.
  private let dimensions: [(position: Int, size: Int)]
  /// The factors that are keys by themselves.
  private let keys: [Int]
  /// Whether some of the factors are drawn.
  let isRandom: Bool
  /// Whether each of them has one variable, and a value at every point.
  private let isPlain: Bool
  /// Whether numbers are left out.
  private let isForm: Bool

  /// A key of some factors of a sweep; with `isForm`, combinations are one that differ in numbers alone.
  init(_ factors: Set<Int>, of sweep: SweepFactors, _ all: [Dimension], isForm: Bool = false) {
    let sorted = factors.sorted()
    dimensions = sorted.filter { sweep.all[$0].key == nil }.map {
      (sweep.all[$0].dimension, all[sweep.all[$0].dimension].count)
    }
    keys = sorted.filter { sweep.all[$0].key != nil }
    isRandom = keys.contains { all[sweep.all[$0].dimension].isRandom }
    isPlain = !keys.contains { all[sweep.all[$0].dimension].isConditional }
    self.isForm = isForm
  }

  func callAsFunction(_ levels: FactorLevels) -> Value {
    var key = Value()
    for dimension in dimensions {
      key.place = key.place * dimension.size + levels.indices[dimension.position]
    }
    var count = 0
    func add(_ word: Int) {
      if count > 0, count % 4 == 0 {
        key.rest.append(key.words)
        key.words = SIMD4()
      }
      key.words[count % 4] = word
      count += 1
    }
    for factor in keys {
      let level = levels.levels[factor]
      if !isPlain { add(level.source) }
      add(isForm && level.number != nil ? 0 : level.value)
    }
    return key
  }
}
