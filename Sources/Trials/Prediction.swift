/// What a model answered to an example.
package struct Prediction: Sendable {
  /// The features as the dataset has them, before normalisation.
  package var features: [Double]
  /// The outputs; probabilities where the model chooses among classes.
  package var outputs: [Double]
  package var expected: Expected
  /// The features that the outputs say, before normalisation; empty where the targets are not the features.
  package var reconstruction: [Double] = []

  /// The target, by the dataset's `TargetKind`.
  package enum Expected: Sendable, Equatable {
    case `class`(Int)
    /// A 0 or 1 for each output.
    case binary([Double])
    /// A number for each output.
    case values([Double])
  }

  package init(features: [Double], outputs: [Double], expected: Expected) {
    self.features = features
    self.outputs = outputs
    self.expected = expected
  }

  /// The class that outputs answer: the place of the largest, the first of several; of a single output,
  /// whether it is at least 0.5. `nil` where an output is not a number.
  package static func answer(_ outputs: [Double]) -> Int? {
    if outputs.contains(where: \.isNaN) { return nil }
    if outputs.count == 1 { return outputs[0] >= 0.5 ? 1 : 0 }
    return outputs.indices.reduce(0) { outputs[$1] > outputs[$0] ? $1 : $0 }
  }

  package var answer: Int? { Self.answer(outputs) }

  /// How sure the model is of its answer: the output behind it; of a single output p, which is that of class
  /// 1, p for the answer 1 and 1 - p for the answer 0. `nil` where there is no answer, and where that is no
  /// probability: not every model has outputs from 0 to 1.
  package var confidence: Double? {
    guard let answer else { return nil }
    let share = outputs.count > 1 ? outputs[answer] : answer == 1 ? outputs[0] : 1 - outputs[0]
    return (0...1).contains(share) ? share : nil
  }

  /// Whether the answer is the class expected, or every output lies on the same side of 0.5 as its target.
  /// What is not a number is never correct; `nil` where targets are values, which have ``errors``.
  package var isCorrect: Bool? {
    switch expected {
    case .class(let label): return answer == label
    case .binary(let values):
      let isNumber = !outputs.contains(where: \.isNaN)
      return isNumber && zip(outputs, values).allSatisfy { ($0 >= 0.5) == ($1 >= 0.5) }
    case .values: return nil
    }
  }

  /// Output - target of each output, where targets are values.
  package var errors: [Double]? {
    if case .values(let values) = expected { zip(outputs, values).map { $0 - $1 } } else { nil }
  }
}
