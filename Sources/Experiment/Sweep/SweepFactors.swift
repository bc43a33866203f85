/// What takes turns by itself in a sweep: a dimension, or each key of a random one. What depends on the width
/// alone is looked at once for each width, however many rates are drawn beside it. The key of a long axis of
/// numbers is a factor as those that are drawn are: fields are read once for all of its numbers.
///
///     grid: {depth: [1, 2]}                                     factor 0
///     random: {count: 9, space: {width: {...}, rate: {...}}}    factors 1 and 2
struct SweepFactors: Sendable {
  struct Factor: Sendable {
    let dimension: Int
    /// The key, of a dimension whose numbers are looked at by themselves.
    let key: Int?
  }

  let all: [Factor]
  /// Whether each key of a dimension is a factor.
  private let hasNumbers: [Bool]
  /// The first factor of each dimension.
  private let firsts: [Int]

  init(_ dimensions: [Dimension]) {
    var (all, firsts): ([Factor], [Int]) = ([], [])
    for (position, dimension) in dimensions.enumerated() {
      firsts.append(all.count)
      if dimension.hasNumbers {
        for key in dimension.keys.indices { all.append(Factor(dimension: position, key: key)) }
      } else {
        all.append(Factor(dimension: position, key: nil))
      }
    }
    self.all = all
    self.firsts = firsts
    hasNumbers = dimensions.map(\.hasNumbers)
  }

  /// The factor that a key belongs to.
  func factor(of key: Int, in dimension: Int) -> Int { firsts[dimension] + (hasNumbers[dimension] ? key : 0) }

  /// Whether some of the factors may be numbers that are looked at by themselves.
  func haveNumbers(_ factors: Set<Int>) -> Bool { factors.contains { all[$0].key != nil } }

  /// The dimensions that factors belong to.
  func dimensions(of factors: Set<Int>) -> Set<Int> { Set(factors.map { all[$0].dimension }) }
}

/// What a key is at a point.
struct FactorLevel: Hashable, Sendable {
  /// Which variable of a space gives the value; -1 where the key has none.
  var source = -1
  /// Tells the values of a variable apart.
  var value = 0
  /// The value, where it is a number that is looked at by itself.
  var number: SweepNumber?
}

/// Where a combination stands, factor by factor.
struct FactorLevels: Sendable {
  private let factors: SweepFactors
  private let dimensions: [Dimension]
  private(set) var indices: [Int] = []
  private(set) var levels: [FactorLevel]
  private var windows: [PointWindow<FactorLevel>]

  init(_ factors: SweepFactors, _ dimensions: [Dimension]) {
    self.factors = factors
    self.dimensions = dimensions
    levels = factors.all.map { _ in FactorLevel() }
    windows = factors.all.map { _ in PointWindow() }
  }

  /// Goes to a point of each dimension.
  mutating func move(to indices: [Int]) {
    if self.indices == indices { return }
    for (position, factor) in factors.all.enumerated() {
      guard let key = factor.key else { continue }
      let index = indices[factor.dimension]
      if self.indices.isEmpty || self.indices[factor.dimension] != index {
        let points = dimensions[factor.dimension].points
        levels[position] = windows[position].element(at: index, below: points.count) {
          points.levels(of: key, at: $0)
        }
      }
    }
    self.indices = indices
  }
}
