/// The mean over the outputs of |output − target|. PyTorch's `L1Loss`.
package struct MeanAbsoluteError: Loss {
  package static let name = "mean_absolute_error"

  package init() {}
}
