import Declarations
import Model

/// A loss that a walkthrough shows by its formula.
package protocol FormulaLoss: Loss {
  init()

  /// The mean over the outputs `a`, whose targets are `t`.
  func formula(_ a: String) -> String

  /// ∂loss/∂a, but for the division by the number of outputs.
  func derivativeFormula(_ a: String) -> String
}

/// The losses that a walkthrough may name.
package enum FormulaLosses {
  package static let types: [any FormulaLoss.Type] = [MeanSquaredError.self, BinaryCrossEntropy.self]

  static let type = ValueType<any FormulaLoss>.named("loss", types.map { $0.init() }, \.name)
}

extension MeanSquaredError: FormulaLoss {
  package func formula(_ a: String) -> String { "mean((\(a) - t)^2)" }
  package func derivativeFormula(_ a: String) -> String { "2 * (\(a) - t)" }
}

extension BinaryCrossEntropy: FormulaLoss {
  package func formula(_ a: String) -> String { "-mean(t * log(\(a)) + (1 - t) * log(1 - \(a)))" }
  package func derivativeFormula(_ a: String) -> String { "(\(a) - t) / (\(a) * (1 - \(a)))" }
}
