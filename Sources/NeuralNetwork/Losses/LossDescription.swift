/// What training minimises: the mean over a batch of each example's loss.
///
/// To add a loss: a case here with the form of its targets, its call in ``evaluate(_:)``, a file with its
/// formula, and a row in the table of `GradientTests`.
package enum LossDescription: Equatable, Sendable {
  /// −log softmax(outputs)[class]; the outputs are logits. PyTorch's `CrossEntropyLoss`.
  case softmaxCrossEntropy
  /// The mean over the outputs of (output − target)². PyTorch's `MSELoss`.
  case meanSquaredError
  /// The mean over the outputs of −t·log(p) − (1−t)·log(1−p); the outputs are probabilities. PyTorch's
  /// `BCELoss`.
  case binaryCrossEntropy
  /// The mean over the outputs of |output − target|, with the gradient of F. Rosenblatt's perceptron rule, output − target: for units
  /// that answer 0 or 1, the share of wrong answers.
  case perceptron

  /// Whether the loss reads a class for each example, or a value for each output.
  var needsClasses: Bool {
    switch self {
    case .softmaxCrossEntropy: true
    case .meanSquaredError, .binaryCrossEntropy, .perceptron: false
    }
  }

  /// The targets that the loss is made for; `nil` where any number is one.
  var targetRange: ClosedRange<Double>? {
    switch self {
    case .binaryCrossEntropy: 0...1
    case .softmaxCrossEntropy, .meanSquaredError, .perceptron: nil
    }
  }

  /// Writes the loss of each example and, where asked for, the gradient of their mean.
  func evaluate<S: Scalar>(_ batch: LossBatch<S>) {
    switch self {
    case .softmaxCrossEntropy: batch.softmaxCrossEntropy()
    case .meanSquaredError: batch.meanSquaredError()
    case .binaryCrossEntropy: batch.binaryCrossEntropy()
    case .perceptron: batch.perceptron()
    }
  }
}

/// A batch of m examples, or some rows of it, as a loss sees it.
struct LossBatch<S: Scalar> {
  /// The examples of the whole batch, over which the mean is taken.
  var examples: Int
  /// What the network answered (m×outputs).
  var outputs: MatrixView<S>
  /// The class of each example (m), where the loss needs classes.
  var labels: UnsafePointer<Int32>
  /// The target of each output (m×outputs), where it does not.
  var targets: MatrixView<S>
  /// The loss of each example (m), to be written.
  var losses: UnsafeMutablePointer<S>
  /// The gradient of the batch's mean loss (m×outputs), to be written but for its padding, which is 0; `nil`: not
  /// asked for.
  var gradient: MatrixView<S>?
  /// Two matrices (m×outputs) for what a loss computes on the way.
  var scratch: (MatrixView<S>, MatrixView<S>)
  var kernels: Kernels<S>
}
