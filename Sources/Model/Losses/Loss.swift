/// What training minimises: the mean over a batch of each example's loss.
///
/// To add one: a struct beside this file; its line in `Experiment`; its formula in `NeuralNetwork`.
package protocol Loss: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// Whether the loss reads a class for each example, and the outputs as logits of the classes; else it reads
  /// a value for each output.
  var needsClasses: Bool { get }
  /// The activation that the last layer must have; `nil` where any will do.
  var lastActivation: (any Activation)? { get }
  /// The targets that the loss is made for; `nil` where any number is one.
  var targetRange: ClosedRange<Double>? { get }
  /// Whether the losses of the examples add up to the number of wrong answers.
  var countsErrors: Bool { get }
}

extension Loss {
  package var name: String { Self.name }
  package var needsClasses: Bool { false }
  package var lastActivation: (any Activation)? { nil }
  package var targetRange: ClosedRange<Double>? { nil }
  package var countsErrors: Bool { false }
}

/// A loss that a walkthrough shows by its formula.
package protocol FormulaLoss: Loss {
  /// The mean over the outputs `a`, whose targets are `t`.
  func formula(_ a: String) -> String
  /// ∂loss/∂a, but for the division by the number of outputs.
  func derivativeFormula(_ a: String) -> String
}
