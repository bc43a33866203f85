/// The mean over the outputs of −w·t·log(p) − (1−t)·log(1−p) with p = sigmoid(output), computed from the
/// logit itself, and so finite for any finite output. PyTorch's `BCEWithLogitsLoss`.
package struct BinaryCrossEntropyWithLogits: Loss {
  package static let name = "binary_cross_entropy_with_logits"

  /// w: one number, or one for each output.
  package var positiveWeights: [Double]

  package init(positiveWeights: [Double] = [1]) { self.positiveWeights = positiveWeights }

  package var probabilities: ProbabilityScale? { .logit }
  package var outputFunction: (any Layer)? { Identity() }
  package var targetRange: ClosedRange<Double>? { 0...1 }
  package var answer: AnswerScale { .logit }

  package func mistakes(outputs: Int) -> [LossMistake] {
    if [1, outputs].contains(positiveWeights.count) { return [] }
    return [LossMistake(key: "pos_weight", count: positiveWeights.count)]
  }
}
