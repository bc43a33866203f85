/// The same as ``LayerNorm`` over groups of channels, the first dimension of an example, with a scale and a
/// shift for each channel. PyTorch's `nn.GroupNorm`.
///
/// Y. Wu and K. He, Group normalization, ECCV 2018.
package struct GroupNorm: Layer {
  package static let name = "group_norm"

  package var groups: Int
  /// Added to the variance.
  package var epsilon: Double

  package init(groups: Int = 1, epsilon: Double = 1e-5) {
    self.groups = groups
    self.epsilon = epsilon
  }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    let channels = input.first ?? 1
    guard groups >= 1, channels % groups == 0 else {
      throw .groups(groups, channels: channels, of: "input")
    }
    return input
  }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    ParameterShape.scaleAndShift([input.first ?? 1])
  }

  package func multiplyAdds(for input: [Int]) -> Int { input.elementCount }
}
