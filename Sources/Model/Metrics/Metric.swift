/// What a network is judged by besides its loss: a number for each example, and one for all of them.
///
/// The numbers of the examples are added in ascending order in double precision. To add a metric: a struct
/// with these rules beside this file, named in ``Metrics/all``; its number for an example in `NeuralNetwork`.
package protocol Metric: Sendable {
  /// The name in files, and in columns behind that of the split: `test_accuracy`.
  static var name: String { get }
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
  /// A dataset with classes.
  case classes
  /// The loss `perceptron`, whose units answer 0 or 1.
  case perceptron
}

/// The metrics that there are.
package enum Metrics {
  package static let all = [MetricKind(Accuracy.self), MetricKind(Errors.self)]
}

/// A metric as a value, the same where its name is.
package struct MetricKind: Hashable, Sendable {
  package let type: any Metric.Type

  package init(_ type: any Metric.Type) { self.type = type }

  package var name: String { type.name }

  package static func == (a: MetricKind, b: MetricKind) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
