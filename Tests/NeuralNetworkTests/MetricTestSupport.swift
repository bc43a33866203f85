import Model

@testable import NeuralNetwork

extension Trainer {
  /// Loss and accuracy over all examples of `source`.
  func evaluate(_ source: any BatchSource) throws(TrainingError) -> Evaluation {
    try evaluate(source, metrics: ExampleMetrics([MetricKind(Accuracy.self)]))
  }
}

extension Evaluation {
  /// The fraction answered correctly, of an evaluation with the accuracy as its only metric.
  var accuracy: Double { metrics[0] }
}
