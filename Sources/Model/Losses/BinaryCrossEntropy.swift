/// The mean over the outputs of −t·log(p) − (1−t)·log(1−p); the outputs are probabilities. PyTorch's
/// `BCELoss`.
package struct BinaryCrossEntropy: FormulaLoss {
  package static let name = "binary_cross_entropy"

  package init() {}

  package var probabilities: ProbabilityScale? { .probability }
  package var outputFunction: (any Layer)? { Sigmoid() }
  package var targetRange: ClosedRange<Double>? { 0...1 }

  package func formula(_ a: String) -> String { "-mean(t * log(\(a)) + (1 - t) * log(1 - \(a)))" }
  package func derivativeFormula(_ a: String) -> String { "(\(a) - t) / (\(a) * (1 - \(a)))" }
}
