/// z where z > 0, else slope · z, with a slope that is learned: one for all elements, or one for each
/// channel, which is the first dimension of an example. PyTorch's `nn.PReLU`.
///
/// K. He et al., Delving deep into rectifiers, ICCV 2015.
package struct PReLU: Layer {
  package static let name = "prelu"

  package var slopes: PReLUSlopes
  /// What the slopes are at the start.
  package var initial: Double

  package init(slopes: PReLUSlopes = .one, initial: Double = 0.25) {
    self.slopes = slopes
    self.initial = initial
  }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    let count = slopes == .one ? 1 : input.first ?? 1
    return [ParameterShape(name: "weight", shape: [count], initial: .constant(initial))]
  }

  package func multiplyAdds(for input: [Int]) -> Int { input.elementCount }
}

/// How many slopes there are.
package enum PReLUSlopes: String, CaseIterable, Sendable {
  case one
  case perChannel = "per_channel"
}
