import Model

extension Accuracy: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double { example.isCorrect ? 1 : 0 }
}
