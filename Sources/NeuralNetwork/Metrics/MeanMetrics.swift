import ElementaryFunctions
import Model

extension TopAccuracy: MeanMetric, ExampleMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double { example.isAmong(count) ? 1 : 0 }
}

extension LogLoss: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double { example.surprise }
}

extension Perplexity: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double { example.surprise }
  static func finish(_ mean: Double) -> Double { ElementaryFunction.exp(mean) }
}

extension MeanAbsolute: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double {
    example.meanOfDifferences(\.magnitude)
  }
}

extension RootMeanSquare: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double {
    example.meanOfDifferences { $0 * $0 }
  }
  static func finish(_ mean: Double) -> Double { mean.squareRoot() }
}

extension ExamplePrediction {
  /// The mean over the outputs of a function of output − target, added in ascending order.
  fileprivate func meanOfDifferences(_ function: (Double) -> Double) -> Double {
    guard let targets else { return .nan }
    var sum = 0.0
    for (y, t) in zip(outputs, targets) { sum += function(Double(y) - Double(t)) }
    return sum / Double(targets.count)
  }
}
