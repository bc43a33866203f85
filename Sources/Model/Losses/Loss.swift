/// What training minimises: the mean over a batch of each example's loss.
///
/// To add one: a struct beside this file; its record in `Experiment`; its formula in `NeuralNetwork`.
package protocol Loss: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// Whether the loss reads a class for each example, and the outputs as logits of the classes; else it reads
  /// a value for each output.
  var needsClasses: Bool { get }
  /// The function that the last layer must be or have as its activation; `nil` where any will do.
  var outputFunction: (any Layer)? { get }
  /// The targets that the loss is made for; `nil` where any number is one.
  var targetRange: ClosedRange<Double>? { get }
  /// Whether the losses of the examples add up to the number of wrong answers.
  var countsErrors: Bool { get }
  /// What a single output says of its target, 0 or 1.
  var answer: AnswerScale { get }
  /// How the outputs tell the probabilities of classes; `nil` where they do not.
  var probabilities: ProbabilityScale? { get }
  /// The weight of each class in the mean over examples; `nil` where every example has the same.
  var classWeights: [Double]? { get }
  /// What of the loss does not fit a network of so many outputs.
  func mistakes(outputs: Int) -> [LossMistake]
}

extension Loss {
  package var name: String { Self.name }
  package var needsClasses: Bool { false }
  package var outputFunction: (any Layer)? { nil }
  package var targetRange: ClosedRange<Double>? { nil }
  package var countsErrors: Bool { false }
  package var answer: AnswerScale { .value }
  package var probabilities: ProbabilityScale? { nil }
  package var classWeights: [Double]? { nil }
  package func mistakes(outputs: Int) -> [LossMistake] { [] }
}

/// What a single output says of a target that is 0 or 1.
package enum AnswerScale: Sendable {
  /// It is meant to be the target.
  case value
  /// It is the logit of the probability of 1.
  case logit
  /// It is meant to be -1 or 1.
  case sign

  /// The output from which on the answer is 1.
  package var threshold: Double { self == .value ? 0.5 : 0 }
}

/// How outputs tell probabilities.
package enum ProbabilityScale: Sendable {
  /// They are probabilities; of several outputs, each divided by their sum.
  case probability
  /// Their sigmoids are; of several outputs, each divided by the sum.
  case logit
  /// Their softmax is.
  case softmax
}

/// A key of a loss whose numbers are not as many as the network's outputs.
package struct LossMistake: Equatable, Sendable {
  package var key: String
  /// The numbers that it has, where there should be as many as outputs.
  package var count: Int
}

/// A loss that a walkthrough shows by its formula.
package protocol FormulaLoss: Loss {
  /// The mean over the outputs `a`, whose targets are `t`.
  func formula(_ a: String) -> String
  /// ∂loss/∂a, but for the division by the number of outputs.
  func derivativeFormula(_ a: String) -> String
}
