import Declarations
import Model

/// The losses that a file may name.
package enum Losses {
  package static let types: [any (Loss & DeclaredByRecord).Type] = [
    CrossEntropy.self, MeanSquaredError.self, BinaryCrossEntropy.self, BinaryCrossEntropyWithLogits.self,
    MeanAbsoluteError.self, Huber.self, SmoothL1.self, Hinge.self, Poisson.self, KLDivergence.self,
    Perceptron.self,
  ]

  /// Each as its name alone makes it.
  package static let all: [any Loss] = types.map { blank($0) }

  private static func blank<L: Loss & DeclaredByRecord>(_ type: L.Type) -> any Loss { L.record.blank }

  static let type = ValueType<any Loss>.oneOf("loss", types.map { $0 }).bareNames

  /// Those that a walkthrough may name.
  static let typeWithFormula = ValueType<any FormulaLoss>.named(
    "loss", all.compactMap { $0 as? any FormulaLoss }, \.name)
}

extension CrossEntropy: DeclaredByRecord {
  package static let record = Record<CrossEntropy>(
    "the loss 'cross_entropy'",
    "-log(softmax(outputs)[class]); the outputs are logits, one for each class. PyTorch's CrossEntropyLoss.",
    blank: CrossEntropy(),
    fields: [
      Field(
        "label_smoothing", \.labelSmoothing, .real(.within(0...1)),
        "How much of the target is spread over all classes."),
      Field(
        "class_weights", \.classWeights, .list(of: .real(.above(0)), count: .atLeast(1)),
        "A weight for each output; the mean is divided by the sum of the weights of the examples' classes."),
    ])
}

extension MeanSquaredError: DeclaredByRecord {
  package static let record = Record<MeanSquaredError>(
    "the loss 'mean_squared_error'",
    "The mean over the outputs of (output - target)^2; of a class, the target is 1 for its output and 0 for "
      + "the others, or for a single output its number. PyTorch's MSELoss.", blank: MeanSquaredError(),
    fields: [])
}

extension BinaryCrossEntropy: DeclaredByRecord {
  package static let record = Record<BinaryCrossEntropy>(
    "the loss 'binary_cross_entropy'",
    "The mean over the outputs of -t · log(p) - (1 - t) · log(1 - p); the outputs are probabilities, by the "
      + "activation sigmoid, the targets from 0 to 1. The logarithms are at least -100. PyTorch's BCELoss.",
    blank: BinaryCrossEntropy(), fields: [])
}

extension BinaryCrossEntropyWithLogits: DeclaredByRecord {
  package static let record = Record<BinaryCrossEntropyWithLogits>(
    "the loss 'binary_cross_entropy_with_logits'",
    "The mean over the outputs of -w · t · log(p) - (1 - t) · log(1 - p), p = sigmoid(output); the targets "
      + "are from 0 to 1, the last layer has no activation. PyTorch's BCEWithLogitsLoss.",
    blank: BinaryCrossEntropyWithLogits(),
    fields: [
      Field(
        "pos_weight", \.positiveWeights, .oneOrMore(of: .real(.above(0)), count: .atLeast(1)),
        "w, the weight of positive targets: one number, or one for each output.")
    ])
}

extension MeanAbsoluteError: DeclaredByRecord {
  package static let record = Record<MeanAbsoluteError>(
    "the loss 'mean_absolute_error'", "The mean over the outputs of |output - target|. PyTorch's L1Loss.",
    blank: MeanAbsoluteError(), fields: [])
}

extension Huber: DeclaredByRecord {
  package static let record = Record<Huber>(
    "the loss 'huber'",
    "The mean over the outputs of d^2 / 2 where |d| <= delta, else delta · (|d| - delta / 2), d = output - "
      + "target. PyTorch's HuberLoss.", blank: Huber(),
    fields: [Field("delta", \.delta, .real(.above(0)), "Where the square ends.")])
}

extension SmoothL1: DeclaredByRecord {
  package static let record = Record<SmoothL1>(
    "the loss 'smooth_l1'",
    "The mean over the outputs of d^2 / (2 · beta) where |d| < beta, else |d| - beta / 2, d = output - "
      + "target. PyTorch's SmoothL1Loss.", blank: SmoothL1(),
    fields: [Field("beta", \.beta, .real(.atLeast(0)), "Where the square ends; 0 for |d|.")])
}

extension Hinge: DeclaredByRecord {
  package static let record = Record<Hinge>(
    "the loss 'hinge'",
    "The mean over the outputs of max(0, 1 - s · output), s = -1 for the target 0 and 1 for the target 1.",
    blank: Hinge(), fields: [])
}

extension Poisson: DeclaredByRecord {
  package static let record = Record<Poisson>(
    "the loss 'poisson'",
    "The mean over the outputs of exp(output) - target · output, for counts as targets. PyTorch's "
      + "PoissonNLLLoss.", blank: Poisson(),
    fields: [
      Field(
        "log_input", \.readsLogarithm, .boolean,
        "Whether an output is the logarithm of the mean; else it is the mean, and the loss output - target · "
          + "log(output + epsilon)."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Keeps the logarithm of a mean of 0 finite."),
    ])
}

extension KLDivergence: DeclaredByRecord {
  package static let record = Record<KLDivergence>(
    "the loss 'kl_divergence'",
    "The sum over the outputs of t · (log(t) - output); the targets t are probabilities, the outputs "
      + "logarithms of some, by the last layer log_softmax. PyTorch's KLDivLoss('batchmean').",
    blank: KLDivergence(), fields: [])
}

extension Perceptron: DeclaredByRecord {
  package static let record = Record<Perceptron>(
    "the loss 'perceptron'",
    "The mean over the outputs of |output - target|, with the gradient of Rosenblatt's perceptron rule, "
      + "output - target, for units with the activation step.", blank: Perceptron(), fields: [])
}
