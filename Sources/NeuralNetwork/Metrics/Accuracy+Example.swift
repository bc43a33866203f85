import Model

extension Accuracy: ExampleMetric {
  static func number<S: Scalar>(_ example: ExampleAnswer<S>) -> Double { example.isRight ? 1 : 0 }
}
