/// PyTorch's CPU generator, number for number as on x86-64 with AVX2 or AVX-512.
///
/// Source: `aten/src/ATen/native/cpu/DistributionTemplates.h` and `core/DistributionsHelper.h`; agrees with
/// PyTorch 2.13.0.
package struct TorchGenerator: Equatable, Codable, Sendable {
  package var bits: MersenneTwister
  /// The second value, before scaling, of the last pair of normals of a small tensor, until it is asked for.
  package var cachedNormal: Double?

  /// `torch.manual_seed(seed)`, of which the low 32 bits count.
  package init(seed: Int) { bits = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed)) }

  /// One value of `torch.empty((), dtype=torch.int64).random_()`: 63 bits.
  package mutating func random63() -> Int64 { Int64(bits.next64() & 0x7FFF_FFFF_FFFF_FFFF) }

  /// `torch.randint(low, high, (count,))`, `high` exclusive and above `low`.
  package mutating func integers(in range: Range<Int>, count: Int) -> [Int] {
    let span = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    guard span > 0 else { return [] }
    return (0..<count).map { _ in
      let value = span < 1 << 28 ? UInt64(bits.next()) : bits.next64()
      return range.lowerBound &+ Int(truncatingIfNeeded: value % span)
    }
  }

  /// `torch.randperm(count)`, for a count below 2^31.
  package mutating func permutation(_ count: Int) -> [Int32] {
    count < 0xFFFF_FFFF / 20 ? shuffledPermutation(count) : insideOutPermutation(count)
  }

  /// Fisher and Yates' shuffle, forwards.
  private mutating func shuffledPermutation(_ count: Int) -> [Int32] {
    var order = Array(0..<Int32(count))
    let words = bits.words(max(count - 1, 0))
    order.withUnsafeMutableBufferPointer { order in
      for (index, word) in words.enumerated() {
        order.swapAt(index, index &+ Int(word % UInt32(truncatingIfNeeded: count &- index)))
      }
    }
    return order
  }

  /// The same from the inside out with 64-bit draws, for so many elements that 32 bits would be biased.
  mutating func insideOutPermutation(_ count: Int) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(count)
    for index in 0..<count {
      let other = Int(bits.next64() % UInt64(index + 1))
      order.append(Int32(index))
      order.swapAt(index, other)
    }
    return order
  }

  /// `torch.rand(count)`: uniform in [0, 1).
  package mutating func units<S: Scalar>(count: Int) -> [S] { S.units(count: count, from: &bits) }

  /// `torch.empty(count).uniform_(low, high)`: in [low, high).
  package mutating func uniform<S: Scalar>(count: Int, low: Double, high: Double) -> [S] {
    var values: [S] = units(count: count)
    S.stretch(&values, low: S(low), high: S(high))
    return values
  }

  /// The order of a `DataLoader`'s epoch over `count` examples (`num_workers=0`, no generator of its own) and
  /// its draws: a base seed that nothing uses; where it shuffles, also the seed of the private generator that
  /// makes the permutation.
  package mutating func loaderOrder(count: Int, shuffled: Bool) -> [Int32] {
    _ = random63()
    guard shuffled else { return Array(0..<Int32(count)) }
    var sampler = TorchGenerator(seed: Int(random63()))
    return sampler.permutation(count)
  }
}
