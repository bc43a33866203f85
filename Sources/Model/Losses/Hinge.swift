/// The mean over the outputs of max(0, 1 − s · output), s = 2 · target − 1: −1 for the target 0, 1 for 1. Not
/// PyTorch's `HingeEmbeddingLoss`, which is another thing.
package struct Hinge: Loss {
  package static let name = "hinge"

  package init() {}

  package var targetRange: ClosedRange<Double>? { 0...1 }
  package var answer: AnswerScale { .sign }
}
