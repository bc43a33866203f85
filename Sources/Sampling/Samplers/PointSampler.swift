/// Points in [0, 1)^d, each coordinate computed from the seed, the point's index and the dimension alone: no
/// state, the same bits on every machine. A sampler of n points holds memory for its dimensions only.
package protocol PointSampler: Sendable {
  var count: Int { get }
  var dimensions: Int { get }

  /// The coordinate in [0, 1) of point 0..<count in dimension 0..<dimensions.
  subscript(point: Int, dimension: Int) -> Double { get }

  /// That coordinate of some points.
  func coordinates(_ points: Range<Int>, dimension: Int) -> [Double]
}

extension PointSampler {
  package func coordinates(_ points: Range<Int>, dimension: Int) -> [Double] {
    points.map { self[$0, dimension] }
  }

  /// All coordinates of a point.
  package func point(_ index: Int) -> [Double] { (0..<dimensions).map { self[index, $0] } }
}

/// The samplers by the names that a file has for them.
package enum SamplerKind: String, CaseIterable, Sendable {
  case uniform, sobol
  case latinHypercube = "latin_hypercube"

  /// A sampler of `count` points.
  package func sampler(count: Int, dimensions: Int, seed: UInt64) throws(SamplingError) -> any PointSampler {
    switch self {
    case .uniform: try UniformSampler(count: count, dimensions: dimensions, seed: seed)
    case .sobol: try SobolSampler(count: count, dimensions: dimensions, seed: seed)
    case .latinHypercube: try LatinHypercubeSampler(count: count, dimensions: dimensions, seed: seed)
    }
  }

  /// Refuses what a sampler of limited size has not.
  static func check(
    count: Int, limit: Int = .max, dimensions: Int, limit dimensionLimit: Int = .max
  ) throws(SamplingError) {
    if count < 1 { throw .countBelowOne(count) }
    if count > limit { throw .tooManyPoints(count, limit: limit) }
    if dimensions < 1 { throw .dimensionsBelowOne(dimensions) }
    if dimensions > dimensionLimit { throw .tooManyDimensions(dimensions, limit: dimensionLimit) }
  }
}

/// Independent uniform coordinates: the upper 53 bits of Philox's word.
package struct UniformSampler: PointSampler {
  package let count: Int
  package let dimensions: Int
  private let bits: Philox

  package init(count: Int, dimensions: Int, seed: UInt64) throws(SamplingError) {
    try SamplerKind.check(count: count, dimensions: dimensions)
    self.count = count
    self.dimensions = dimensions
    bits = Philox(seed: seed, purpose: .uniform)
  }

  package subscript(point: Int, dimension: Int) -> Double {
    Double(bits.word(point, dimension) >> 11) * 0x1p-53
  }
}
