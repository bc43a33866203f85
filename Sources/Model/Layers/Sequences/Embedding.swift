/// A vector that is learned for each of `count` whole numbers: element n of the input becomes row n of the
/// weights. It adds a dimension of `size` to the shape of an example. PyTorch's `nn.Embedding`.
package struct Embedding: Layer {
  package static let name = "embedding"

  /// The numbers that the input may have are 0 ..< count.
  package var count: Int
  /// The elements of a vector.
  package var size: Int
  /// How the vectors start.
  @AnyValue package var weights: any Initializer

  package init(count: Int = 1, size: Int = 1, weights: any Initializer = LayerDefault()) {
    self.count = count
    self.size = size
    self.weights = weights
  }

  package var inputIndices: Range<Int>? { 0..<count }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input + [size] }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    // nn.Embedding draws from the standard normal distribution.
    let initial: Distribution =
      weights is LayerDefault
      ? .normal(mean: 0, standardDeviation: 1) : weights.ofWeights(fanIn: size, fanOut: count)
    return [ParameterShape(name: "weight", shape: [count, size], initial: initial)]
  }

  package func multiplyAdds(for input: [Int]) -> Int { 0 }
}
