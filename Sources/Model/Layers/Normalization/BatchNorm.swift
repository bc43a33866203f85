/// Each channel less its mean over the batch, divided by its standard deviation, then scaled and shifted by
/// numbers that are learned; in evaluation, with running means and variances. The channels are the first
/// dimension of an example. PyTorch's `nn.BatchNorm1d` and `nn.BatchNorm2d`.
///
/// S. Ioffe and C. Szegedy, Batch normalization, ICML 2015.
package struct BatchNorm: Layer {
  package static let name = "batch_norm"

  /// Added to the variance.
  package var epsilon: Double
  /// How much of the running statistics a batch replaces.
  package var momentum: Double

  package init(epsilon: Double = 1e-5, momentum: Double = 0.1) {
    self.epsilon = epsilon
    self.momentum = momentum
  }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    let shape = [input.first ?? 1]
    return ParameterShape.scaleAndShift(shape) + [
      ParameterShape(name: "running_mean", shape: shape, initial: .constant(0), isTrained: false),
      ParameterShape(name: "running_var", shape: shape, initial: .constant(1), isTrained: false),
    ]
  }

  package func multiplyAdds(for input: [Int]) -> Int { input.elementCount }
}
