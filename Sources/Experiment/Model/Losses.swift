import Declarations
import Model

/// The losses that a file may name.
package enum Losses {
  package static let all: [any Loss] = [
    CrossEntropy(), MeanSquaredError(), BinaryCrossEntropy(), Perceptron(),
  ]

  static let type = ValueType<any Loss>.named("loss", all, \.name)

  /// Those that a walkthrough may name.
  static let typeWithFormula = ValueType<any FormulaLoss>.named(
    "loss", all.compactMap { $0 as? any FormulaLoss }, \.name)
}
