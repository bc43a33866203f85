/// The mean over the outputs of d² / (2 beta) where |d| < beta, else |d| − beta / 2, with the difference d of
/// output and target. PyTorch's `SmoothL1Loss`.
package struct SmoothL1: Loss {
  package static let name = "smooth_l1"

  /// At least 0.
  package var beta: Double

  package init(beta: Double = 1) { self.beta = beta }
}
