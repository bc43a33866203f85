/// The mean over the outputs of d² / 2 where |d| ≤ delta, else delta · (|d| − delta / 2), with the difference
/// d of output and target. PyTorch's `HuberLoss`.
package struct Huber: Loss {
  package static let name = "huber"

  package var delta: Double

  package init(delta: Double = 1) { self.delta = delta }
}
