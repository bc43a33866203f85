/// The mean over the outputs of the negative logarithm of the probability of the target in a Poisson
/// distribution, without what does not depend on the output: exp(output) − target · output where the output
/// is the logarithm of the mean, else output − target · log(output + epsilon). PyTorch's `PoissonNLLLoss`.
package struct Poisson: Loss {
  package static let name = "poisson"

  /// Whether the output is the logarithm of the mean.
  package var readsLogarithm: Bool
  package var epsilon: Double

  package init(readsLogarithm: Bool = true, epsilon: Double = 1e-8) {
    self.readsLogarithm = readsLogarithm
    self.epsilon = epsilon
  }

  package var targetRange: ClosedRange<Double>? { 0...Double.infinity }
}
