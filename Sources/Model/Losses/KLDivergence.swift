/// The sum over the outputs of target · (log(target) − output): the divergence of the targets, which are
/// probabilities, from the outputs, which are logarithms of some. PyTorch's `KLDivLoss` with the reduction
/// `batchmean`.
package struct KLDivergence: Loss {
  package static let name = "kl_divergence"

  package init() {}

  package var probabilities: ProbabilityScale? { .softmax }
  package var outputFunction: (any Layer)? { LogSoftmax() }
  package var targetRange: ClosedRange<Double>? { 0...1 }
}
