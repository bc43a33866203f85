/// What takes turns by itself in a sweep: a dimension, or each key of a random one. What depends on the width
/// alone is looked at once for each width, however many rates are drawn beside it.
///
///     grid: {depth: [1, 2]}                                     factor 0
///     random: {count: 9, space: {width: {...}, rate: {...}}}    factors 1 and 2
struct SweepFactors: Sendable {
  struct Factor: Sendable {
    let dimension: Int
    /// The key of a random dimension.
    let key: Int?
  }

  let all: [Factor]
  /// Whether a dimension is random.
  private let isRandom: [Bool]
  /// The first factor of each dimension.
  private let firsts: [Int]

  init(_ dimensions: [Dimension]) {
    var (all, firsts): ([Factor], [Int]) = ([], [])
    for (position, dimension) in dimensions.enumerated() {
      firsts.append(all.count)
      if dimension.isRandom {
        for key in dimension.keys.indices { all.append(Factor(dimension: position, key: key)) }
      } else {
        all.append(Factor(dimension: position, key: nil))
      }
    }
    self.all = all
    self.firsts = firsts
    isRandom = dimensions.map(\.isRandom)
  }

  /// The factor that a key belongs to.
  func factor(of key: Int, in dimension: Int) -> Int { firsts[dimension] + (isRandom[dimension] ? key : 0) }

  /// Whether some of the factors are drawn.
  func areRandom(_ factors: Set<Int>) -> Bool { factors.contains { all[$0].key != nil } }

  /// The dimensions that factors belong to.
  func dimensions(of factors: Set<Int>) -> Set<Int> { Set(factors.map { all[$0].dimension }) }
}

/// What a random key is at a point.
struct FactorLevel: Hashable, Sendable {
  /// Which variable of the space gives the value; -1 where the key has none.
  var source = -1
  /// Tells the values of a variable apart.
  var value = 0
  /// The value, where it is drawn as a number.
  var number: SweepNumber?

  /// Without the number: what levels have in common whose numbers alone differ.
  var form: [Int] { number == nil ? [source, value] : [source, 0] }
}

/// Where a combination stands, factor by factor.
struct FactorLevels: Sendable {
  private let factors: SweepFactors
  private let dimensions: [Dimension]
  private(set) var indices: [Int] = []
  private(set) var levels: [FactorLevel]

  init(_ factors: SweepFactors, _ dimensions: [Dimension]) {
    self.factors = factors
    self.dimensions = dimensions
    levels = factors.all.map { _ in FactorLevel() }
  }

  /// Goes to a point of each dimension.
  mutating func move(to indices: [Int]) {
    if self.indices == indices { return }
    for (position, factor) in factors.all.enumerated() {
      guard let key = factor.key else { continue }
      let index = indices[factor.dimension]
      if self.indices.isEmpty || self.indices[factor.dimension] != index {
        levels[position] = dimensions[factor.dimension].points.level(of: key, at: index)
      }
    }
    self.indices = indices
  }
}
