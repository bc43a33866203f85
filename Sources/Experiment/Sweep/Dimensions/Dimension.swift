import YAMLTree

/// One dimension of a sweep: points that take turns. A point gives values to the dimension's keys: that of an
/// axis to one key, that of a `zip` to several at once, that of a case to its label, to what the case binds
/// and to the axes of the case's own grid.
///
///     grid: {rate: [0.1, 0.2]}                 points: rate = 0.1;  rate = 0.2
///     zip: {depth: [1, 2], width: [8, 4]}      points: depth = 1, width = 8;  depth = 2, width = 4
///     cases: {optimizer: {sgd: {grid: {rate: [0.1, 0.2]}}, adam: {}}}
///                                              points: optimizer = sgd, rate = 0.1;  sgd, 0.2;  optimizer =
///                                              adam
package struct Dimension: Sendable {
  /// What the points give values to, in the order of the columns.
  package let keys: [SweepKey]
  let points: any SweepPoints
  /// Whether some point leaves a key without a value.
  let isConditional: Bool
  /// The places of the keys that are columns.
  package let columns: [Int]

  init(_ keys: [SweepKey], _ points: any SweepPoints, isConditional: Bool = false) {
    self.keys = keys
    self.points = points
    self.isConditional = isConditional
    columns = keys.indices.filter { keys[$0].isColumn }
  }

  /// Whether its axes turn together.
  package var isZip: Bool { points is ZipPoints }

  /// Whether its points are drawn, so that what one key is says nothing of the others.
  var isRandom: Bool { points is RandomPoints }

  /// Whether its numbers are looked at by themselves: they are drawn, or those of a long axis.
  var hasNumbers: Bool { isRandom || (points as? AxisPoints)?.areNumbers ?? false }

  /// The number of points, at least 1.
  package var count: Int { points.count }

  /// The values of a point, in the order of the keys; those without a value are left out.
  package func point(at index: Int) -> [PointValue] { points.point(at: index) }

  /// The values of the columns at a point; `nil` where one does not apply.
  package func labels(at index: Int) -> [AxisValue?] { labels(at: index..<(index + 1))[0] }

  /// The values of the columns at some points, point by point; `nil` where one does not apply.
  package func labels(at indices: Range<Int>) -> [[AxisValue?]] {
    if isRandom {
      let values = columns.map { points.values(of: $0, at: indices) }
      return indices.map { index in values.map { $0[index - indices.lowerBound] } }
    }
    return indices.map { index in
      let point = point(at: index)
      return columns.map { column in point.first { $0.key == column }?.value }
    }
  }

  /// The value of a key at a point; `nil` where the key does not apply.
  package func value(of key: Int, at index: Int) -> AxisValue? {
    points.value(of: key, at: index)
  }

  /// The different values of a key, in the order of the points.
  package func values(of key: Int) -> [AxisValue] {
    (0..<count).compactMap { value(of: key, at: $0) }.distinct
  }

  /// The points whose keys have some values.
  func indices(where conditions: [(key: Int, condition: ArmCondition)]) -> LazyFilterSequence<Range<Int>> {
    (0..<count).lazy.filter { index in
      let point = conditions.isEmpty ? [] : point(at: index)
      return conditions.allSatisfy { key, condition in
        point.contains { $0.key == key && condition.isMet(by: $0.value) }
      }
    }
  }
}

/// Something that a sweep gives values to.
package struct SweepKey: Sendable {
  package enum Role: Hashable, Sendable {
    /// A name or path whose values are a column of the tables.
    case axis
    /// What cases are called: a column, which stands for nothing in the file.
    case label
    /// A name or path that a case binds: the case's label tells it.
    case binding
  }

  package let name: String
  /// Where the file first has it.
  let node: YAMLNode
  package let role: Role

  package var isColumn: Bool { role != .binding }
}

/// The value that a point gives to one of its dimension's keys.
package struct PointValue: Sendable {
  /// The place of the key in the dimension.
  package let key: Int
  /// Where the file has the key.
  let keyNode: YAMLNode
  let node: YAMLNode
  package let value: AxisValue
}

/// The points of a dimension, by number: a million of them may cost no more than one.
protocol SweepPoints: Sendable {
  /// The key of the sweep that they stand under.
  var kind: String { get }
  var count: Int { get }

  func point(at index: Int) -> [PointValue]

  /// The values of a key at some points, in their order; `nil` where it has none.
  func values(of key: Int, at indices: Range<Int>) -> [AxisValue?]

  /// Where a key stands at some points, in their order: the same at two points where its value is.
  func levels(of key: Int, at indices: Range<Int>) -> [FactorLevel]

  /// Goes through the values that the file has, each of which may hold `$names`, with the places of their
  /// keys.
  func forEachValue(_ visit: (_ key: Int, _ node: YAMLNode, _ value: AxisValue) -> Void)
}

extension SweepPoints {
  func values(of key: Int, at indices: Range<Int>) -> [AxisValue?] {
    indices.map { index in point(at: index).first { $0.key == key }?.value }
  }

  func levels(of key: Int, at indices: Range<Int>) -> [FactorLevel] {
    indices.map { FactorLevel(source: 0, value: $0) }
  }

  /// The value of a key at a point; `nil` where it has none.
  func value(of key: Int, at index: Int) -> AxisValue? { values(of: key, at: index..<(index + 1))[0] }

  /// Where a key stands at a point.
  func level(of key: Int, at index: Int) -> FactorLevel { levels(of: key, at: index..<(index + 1))[0] }
}
