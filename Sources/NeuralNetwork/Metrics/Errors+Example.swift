import Model

extension Errors: MeanMetric {
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double {
    guard let targets = example.targets else { return example.isCorrect ? 0 : 1 }
    let isWrong = zip(example.outputs, targets).contains { ($0 >= example.threshold) != ($1 >= 0.5) }
    return isWrong ? 1 : 0
  }
}
