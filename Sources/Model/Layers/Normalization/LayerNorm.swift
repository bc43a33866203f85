/// The numbers of an example less their mean, divided by their standard deviation, then scaled and shifted by
/// numbers that are learned; over the last `dimensions` of an example. PyTorch's `nn.LayerNorm`.
///
/// J. L. Ba, J. R. Kiros and G. E. Hinton, Layer normalization, 2016.
package struct LayerNorm: Layer {
  package static let name = "layer_norm"

  /// How many of the last dimensions share a mean; more than there are stand for all.
  package var dimensions: Int
  /// Added to the variance.
  package var epsilon: Double

  package init(dimensions: Int = 1, epsilon: Double = 1e-5) {
    self.dimensions = dimensions
    self.epsilon = epsilon
  }

  /// The shape of what shares a mean.
  package func normalizedShape(of input: [Int]) -> [Int] { Array(input.suffix(dimensions)) }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    ParameterShape.scaleAndShift(normalizedShape(of: input))
  }

  package func multiplyAdds(for input: [Int]) -> Int { input.elementCount }
}
