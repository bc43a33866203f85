import Model

/// Where a trial's randomness comes from: a value that is passed in and moves on as numbers are drawn.
package enum RandomGenerator: Equatable, Codable, Sendable {
  case numpy(NumPyGenerator)
  case torch(TorchGenerator)

  /// The generator of a kind, seeded.
  package init(_ kind: GeneratorKind, seed: Int) {
    switch kind {
    case .torch: self = .torch(TorchGenerator(seed: seed))
    case .numpy: self = .numpy(NumPyGenerator(seed: UInt32(truncatingIfNeeded: seed)))
    }
  }

  /// Uniform in [low, high).
  package mutating func uniform<S: Scalar>(count: Int, low: Double, high: Double) -> [S] {
    switch self {
    case .numpy(var generator):
      defer { self = .numpy(generator) }
      return S.rounding(generator.uniform(count: count, low: low, high: high))
    case .torch(var generator):
      defer { self = .torch(generator) }
      return generator.uniform(count: count, low: low, high: high)
    }
  }

  /// Normal with the given mean and standard deviation.
  package mutating func normal<S: Scalar>(count: Int, mean: Double, standardDeviation: Double) -> [S] {
    switch self {
    case .numpy(var generator):
      defer { self = .numpy(generator) }
      return S.rounding(
        generator.normal(count: count, mean: mean, standardDeviation: standardDeviation))
    case .torch(var generator):
      defer { self = .torch(generator) }
      return generator.normal(count: count, mean: mean, standardDeviation: standardDeviation)
    }
  }

  /// A permutation of 0..<count: `np.random.permutation` or `torch.randperm`.
  package mutating func permutation(_ count: Int) -> [Int32] {
    switch self {
    case .numpy(var generator):
      defer { self = .numpy(generator) }
      return generator.permutation(count)
    case .torch(var generator):
      defer { self = .torch(generator) }
      return generator.permutation(count)
    }
  }

  /// The order of the `count` examples in one pass over them, with the draws that the pass makes: those of
  /// PyTorch's `DataLoader` (which draws without shuffling too), or a permutation from NumPy's generator
  /// where it is shuffled.
  package mutating func epochOrder(count: Int, shuffled: Bool) -> [Int32] {
    switch self {
    case .numpy: return shuffled ? permutation(count) : Array(0..<Int32(count))
    case .torch(var generator):
      defer { self = .torch(generator) }
      return generator.loaderOrder(count: count, shuffled: shuffled)
    }
  }

  /// Passes over `count` 32-bit words of the generator's bits.
  package mutating func discardWords(_ count: Int) {
    switch self {
    case .numpy(var generator):
      generator.bits.discard(count)
      self = .numpy(generator)
    case .torch(var generator):
      generator.bits.discard(count)
      self = .torch(generator)
    }
  }
}
