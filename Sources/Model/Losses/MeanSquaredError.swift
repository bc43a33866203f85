/// The mean over the outputs of (output − target)². PyTorch's `MSELoss`.
package struct MeanSquaredError: FormulaLoss {
  package static let name = "mean_squared_error"

  package init() {}

  package func formula(_ a: String) -> String { "mean((\(a) - t)^2)" }
  package func derivativeFormula(_ a: String) -> String { "2 * (\(a) - t)" }
}
