import ElementaryFunctions

extension TorchGenerator {
  /// `torch.empty(count).normal_(mean, standardDeviation)`; with 0 and 1 also `torch.randn(count)`.
  package mutating func normal<S: Scalar>(
    count: Int, mean: Double = 0, standardDeviation: Double = 1
  ) -> [S] {
    count < 16
      ? (0..<count).map { _ in S(mean.addingProduct(standardNormal(), standardDeviation)) }
      : blockNormal(count: count, mean: mean, standardDeviation: standardDeviation)
  }

  /// Box and Muller's method in double, a pair at a time, whatever the type of the tensor.
  private mutating func standardNormal() -> Double {
    if let cached = cachedNormal {
      cachedNormal = nil
      return cached
    }
    let units: [Double] = units(count: 2)
    let radius = (-2 * ElementaryFunction.log1p(-units[1])).squareRoot()
    let angle = 6.283185307179586 * units[0]
    cachedNormal = radius * ElementaryFunction.sin(angle)
    return radius * ElementaryFunction.cos(angle)
  }

  /// Box and Muller's method in blocks of 16: cosines in a block's first half, sines in its second. A rest of
  /// fewer than 16 is made by drawing the last 16 anew.
  private mutating func blockNormal<S: Scalar>(count: Int, mean: Double, standardDeviation: Double) -> [S] {
    var values: [S] = units(count: count)
    let whole = count / 16 * 16
    S.normalBlocks(&values, in: 0..<whole, mean: S(mean), standardDeviation: S(standardDeviation))
    if whole < count {
      values.replaceSubrange((count - 16)..., with: units(count: 16) as [S])
      S.normalBlocks(
        &values, in: (count - 16)..<count, mean: S(mean), standardDeviation: S(standardDeviation))
    }
    return values
  }
}
