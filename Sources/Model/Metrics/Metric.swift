/// What a network is judged by besides its loss: numbers of each example, and one of all of them.
///
/// What the examples give is put together in ascending order in double precision. To add a metric: a struct
/// with these rules beside this file, named in ``Metrics/all``; its numbers in `NeuralNetwork`.
package protocol Metric: Sendable {
  /// The name in files, and in columns behind that of the split: `test_accuracy`.
  static var name: String { get }
  /// What it is, in a sentence.
  static var documentation: String { get }
  /// The name as a person would write it: "Accuracy".
  static var title: String { get }
  /// What kind of number it is.
  static var unit: MetricUnit { get }
  /// Whether a greater number is the better one.
  static var isHigherBetter: Bool { get }
  /// The examples that its name alone means: those trained on, each before the step on it, or those held out.
  static var usualSplit: SplitName { get }
  /// What it needs to be measured.
  static var need: MetricNeed { get }

  init()
}

/// What kind of number a metric is, which decides how it is shown and how the examples' numbers become one.
package enum MetricUnit: Sendable {
  /// A number: the mean over the examples.
  case number
  /// A share of the examples, from 0 to 1: the mean over the examples.
  case fraction
  /// A number of examples: the sum over them.
  case count
}

/// What a metric needs of an experiment.
package enum MetricNeed: Sendable {
  /// Nothing.
  case nothing
  /// Examples with classes.
  case classes
  /// Examples with classes, and a network of more outputs than this.
  case moreOutputs(than: Int)
  /// Examples with classes, and a loss whose outputs tell probabilities.
  case probabilities
  /// A loss that compares the outputs with values.
  case values
  /// The loss `perceptron`, whose units answer 0 or 1.
  case perceptron
}

/// The metrics that there are.
package enum Metrics {
  package static let all = types.map { MetricKind($0) }

  private static let types: [any Metric.Type] = [
    Accuracy.self, TopAccuracy<2>.self, TopAccuracy<3>.self, TopAccuracy<5>.self, TopAccuracy<10>.self,
    BalancedAccuracy.self, MacroPrecision.self, MacroRecall.self, MacroF1.self, AUC.self, LogLoss.self,
    Perplexity.self,
    MeanAbsolute.self, RootMeanSquare.self, R2.self, Errors.self,
  ]
}

/// A metric as a value, the same where its name is.
package struct MetricKind: Hashable, Sendable {
  package let type: any Metric.Type

  package init(_ type: any Metric.Type) { self.type = type }

  package var name: String { type.name }

  package static func == (a: MetricKind, b: MetricKind) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
