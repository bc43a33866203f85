import ElementaryFunctions

/// NumPy's legacy generator (`np.random.seed`, `np.random.RandomState`), number for number.
///
/// Source: `numpy/random/src/legacy` and `mtrand`; agrees with NumPy 2.4.6. `normal` goes through `log`,
/// which other builds of NumPy take from other libraries: a value in some thousands differs in its last bit.
package struct NumPyGenerator: Equatable, Codable, Sendable {
  package var bits: MersenneTwister
  /// The second value of the last pair of normals, until it is asked for. Only seeding forgets it.
  package var cachedNormal: Double?

  /// `np.random.seed(seed)` with an integer.
  package init(seed: UInt32) { bits = MersenneTwister(seed: seed) }

  /// `np.random.seed([…])` with a list of at least one integer, which differs from the integer even where
  /// there is one.
  package init(seeds: [UInt32]) { bits = MersenneTwister(key: seeds) }

  /// `random()`: uniform in [0, 1), 53 bits.
  package mutating func unit() -> Double {
    let a = bits.next() >> 5
    return Self.unit(a, bits.next() >> 6)
  }

  private static func unit(_ a: UInt32, _ b: UInt32) -> Double {
    (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
  }

  /// `uniform(low, high, count)`; with 0 and 1 also `rand` and `random_sample`.
  package mutating func uniform(count: Int, low: Double = 0, high: Double = 1) -> [Double] {
    let words = bits.words(2 * count)
    let width = high - low
    return (0..<count).map { low + width * Self.unit(words[2 * $0] >> 5, words[2 * $0 + 1] >> 6) }
  }

  /// `normal(mean, standardDeviation, count)`; with 0 and 1 also `randn` and `standard_normal`.
  ///
  /// Marsaglia's polar method; of each pair the second coordinate comes first.
  package mutating func normal(count: Int, mean: Double = 0, standardDeviation: Double = 1) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count + 1)
    if count > 0, let cached = cachedNormal {
      result.append(mean + standardDeviation * cached)
      cachedNormal = nil
    }
    let pairs = (count - result.count + 1) / 2
    let points = (0..<pairs).map { _ in pointInDisc() }
    let logarithms = ElementaryFunction.log(points.map { $0.squaredRadius })
    for (point, logarithm) in zip(points, logarithms) {
      let factor = (-2 * logarithm / point.squaredRadius).squareRoot()
      result.append(mean + standardDeviation * (factor * point.y))
      if result.count < count {
        result.append(mean + standardDeviation * (factor * point.x))
      } else {
        cachedNormal = factor * point.x
      }
    }
    return result
  }

  /// A point uniform in the unit disc without its centre.
  mutating func pointInDisc() -> (x: Double, y: Double, squaredRadius: Double) {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let squaredRadius = x * x + y * y
      if squaredRadius < 1, squaredRadius != 0 { return (x, y, squaredRadius) }
    }
  }
}
