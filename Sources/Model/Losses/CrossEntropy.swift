/// −log softmax(outputs)[class]; the outputs are logits. PyTorch's `CrossEntropyLoss`.
///
/// With label smoothing ε the target is not the class alone, but 1 − ε of it and ε / C of each of the C
/// classes. With class weights w, each term of a class has its weight, and the mean over examples is divided
/// by the sum of the weights of their classes.
package struct CrossEntropy: Loss {
  package static let name = "cross_entropy"

  package var labelSmoothing: Double
  /// One for each output, greater than 0.
  package var classWeights: [Double]?

  package init(labelSmoothing: Double = 0, classWeights: [Double]? = nil) {
    self.labelSmoothing = labelSmoothing
    self.classWeights = classWeights
  }

  package var needsClasses: Bool { true }
  package var probabilities: ProbabilityScale? { .softmax }
  package var outputFunction: (any Layer)? { Identity() }

  package func mistakes(outputs: Int) -> [LossMistake] {
    guard let classWeights, classWeights.count != outputs else { return [] }
    return [LossMistake(key: "class_weights", count: classWeights.count)]
  }
}
