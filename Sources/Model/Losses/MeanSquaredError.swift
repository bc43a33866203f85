/// The mean over the outputs of (output − target)². PyTorch's `MSELoss`.
package struct MeanSquaredError: Loss {
  package static let name = "mean_squared_error"

  package init() {}
}
