/// In training, each element is 0 with some probability, and the others grow so that the mean stays; in
/// evaluation nothing happens. PyTorch's `nn.Dropout`.
///
/// N. Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014.
package struct Dropout: ElementwiseLayer {
  package static let name = "dropout"

  /// How likely an element is to be 0, below 1.
  package var probability: Double

  package init(probability: Double = 0.5) { self.probability = probability }
}
