import Declarations
import Model

/// What `metrics` may ask for besides the losses.
package enum TrainingMetric: Hashable, Sendable {
  /// Of how well the model answers.
  case split(SplitMetric)
  /// Of the parameters, all together and by layer.
  case norm(TrainingNorm)

  /// How a file names it.
  var name: String {
    switch self {
    case .split(let metric): metric.shortName
    case .norm(let norm): norm.name
    }
  }
}

extension TrainingSpec {
  /// The metrics over splits.
  package var splitMetrics: [SplitMetric] {
    metrics.compactMap { if case .split(let metric) = $0 { metric } else { nil } }
  }

  /// The norms by layer.
  package var norms: [TrainingNorm] {
    metrics.compactMap { if case .norm(let norm) = $0 { norm } else { nil } }
  }
}

extension ValueType where Value == TrainingMetric {
  /// The name of a metric, behind that of a split or alone, or of a norm.
  static var metric: ValueType {
    let norms = TrainingNorm.allCases
    let name = ValueType<String>.name(
      of: "metric", among: Metrics.all.map(\.name) + norms.map(\.name) + SplitMetric.all.map(\.name))
    return ValueType(schema: schema, encode: { .string($0.name) }) { node, faults in
      name.decode(node, &faults).flatMap { name in
        TrainingNorm(rawValue: name).map { .norm($0) }
          ?? SplitMetric.all.first { $0.name == name || $0.shortName == name }.map { .split($0) }
      }
    }
  }

  /// Each metric with what it is, and then those of a split by their whole names.
  private static var schema: JSONValue {
    func form(_ name: String, _ documentation: String) -> JSONValue {
      ["const": .string(name), "description": .string(documentation)]
    }
    let metrics = Metrics.all.map { metric -> JSONValue in
      let usual = SplitMetric(metric.type.usualSplit, metric)
      return form(
        metric.name, "\(metric.type.documentation)\(metric.type.need.sentence) Alone it is \(usual.name).")
    }
    let norms = TrainingNorm.allCases.map {
      form(
        $0.name,
        "\($0.documentation) In the last step of an epoch, of all layers and of each: \($0.name).layers.0.")
    }
    let wholeNames: JSONValue = ["enum": .array(SplitMetric.all.map { .string($0.name) })]
    let documentation =
      "What is measured besides the loss, over a split: train_accuracy, validation_accuracy, test_accuracy. "
      + "Over training examples it is a running one, as the loss is: each example is looked at before the "
      + "step on it. Over validation and test examples it is measured after the epoch."
    return [
      "title": "metric", "description": .string(documentation),
      "anyOf": .array(metrics + norms + [wholeNames]),
    ]
  }
}

extension MetricNeed {
  /// What is needed, as a sentence behind another one; empty where it is nothing.
  fileprivate var sentence: String {
    switch self {
    case .nothing: ""
    case .classes: " For data with classes."
    case .moreOutputs(let count): " For data with classes and a network of more than \(count) outputs."
    case .probabilities: " For data with classes and a loss that takes the outputs as probabilities."
    case .values: " For losses that compare outputs with values."
    case .perceptron: " For the loss perceptron."
    }
  }
}
