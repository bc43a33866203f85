import Model

// Passing over draws in constant memory: the generator is left, cached normal included, where making the
// draws leaves it.
extension RandomGenerator {
  /// Passes over `count` uniform numbers of one type.
  package mutating func discardUniform(count: Int, precision: Precision) {
    switch self {
    case .numpy: discardWords(count, each: 2)  // always doubles, which are rounded
    case .torch: discardWords(count, each: precision.wordsOfUnit)
    }
  }

  /// Passes over `count` normal numbers of one type, drawn together.
  package mutating func discardNormal(count: Int, precision: Precision) {
    switch self {
    case .numpy(var generator):
      generator.discardNormal(count: count)
      self = .numpy(generator)
    case .torch(var generator) where count < 16:
      _ = generator.normal(count: count) as [Double]
      self = .torch(generator)
    case .torch:
      // One unit for each, and the last 16 anew where they are not a whole block.
      discardWords(count, each: precision.wordsOfUnit)
      if !count.isMultiple(of: 16) { discardWords(16, each: precision.wordsOfUnit) }
    }
  }

  /// Passes over `count` times `words` 32-bit words.
  private mutating func discardWords(_ count: Int, each words: Int) {
    for _ in 0..<words { discardWords(count) }
  }
}

extension NumPyGenerator {
  /// Passes over `normal(0, 1, count)`.
  mutating func discardNormal(count: Int) {
    var rest = count
    if rest > 0, cachedNormal != nil {
      cachedNormal = nil
      rest -= 1
    }
    guard rest > 0 else { return }
    // Whole pairs leave nothing behind; of a last one, the second number is kept.
    for _ in 0..<rest / 2 { _ = pointInDisc() }
    if !rest.isMultiple(of: 2) { _ = normal(count: 1) }
  }
}

extension Precision {
  /// The 32-bit words that PyTorch draws for a uniform number.
  fileprivate var wordsOfUnit: Int {
    switch self {
    case .float32: 1
    case .float64: 2
    }
  }
}
