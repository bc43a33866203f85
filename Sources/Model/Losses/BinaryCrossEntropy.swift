/// The mean over the outputs of −t·log(p) − (1−t)·log(1−p); the outputs are probabilities. PyTorch's
/// `BCELoss`.
package struct BinaryCrossEntropy: Loss {
  package static let name = "binary_cross_entropy"

  package init() {}

  package var lastActivation: (any Activation)? { Sigmoid() }
  package var targetRange: ClosedRange<Double>? { 0...1 }
}
