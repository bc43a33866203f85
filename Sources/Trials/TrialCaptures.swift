import Model
import Experiment
import Planner

/// What was taken down of a trained model for the report, as its `CaptureSpec` asked.
package struct TrialCaptures: Sendable {
  package var parameters: [ParameterCapture] = []
  package var predictions: [SplitName: [Prediction]] = [:]
  /// For each split, how often examples of a class (the row) were taken for a class (the column).
  package var confusions: [SplitName: [[Int]]] = [:]
  package var boundaries: [DecisionBoundaryPanelSpec: PlaneSample] = [:]

  package init() {}

  /// The first `count` predictions of a split, as far as they were taken down; all of them where no count is
  /// given.
  package func predictions(_ split: SplitName, count: Int? = nil) -> ArraySlice<Prediction> {
    (predictions[split] ?? []).prefix(count ?? .max)
  }
}

/// A parameter before and after training.
package struct ParameterCapture: Sendable {
  package var name: String
  /// As PyTorch has it: [outputs, inputs] for a weight.
  package var shape: [Int]
  /// Row-major.
  package var initial: [Double]
  package var final: [Double]

  package init(name: String, shape: [Int], initial: [Double], final: [Double]) {
    self.name = name
    self.shape = shape
    self.initial = initial
    self.final = final
  }
}

/// What a model answered to an example.
package struct Prediction: Sendable {
  /// The features as the dataset has them, before normalisation.
  package var features: [Double]
  /// The outputs; probabilities where the model chooses among classes.
  package var outputs: [Double]
  package var expected: Expected

  package enum Expected: Sendable, Equatable {
    case `class`(Int)
    case values([Double])
  }

  package init(features: [Double], outputs: [Double], expected: Expected) {
    self.features = features
    self.outputs = outputs
    self.expected = expected
  }

  /// The place of the largest output, the first of several; with a single output, whether it is at least 0.5.
  package var answer: Int {
    if outputs.count == 1 { return outputs[0] >= 0.5 ? 1 : 0 }
    return outputs.indices.reduce(0) { outputs[$1] > outputs[$0] ? $1 : $0 }
  }

  /// How sure the model is of its answer: the output behind it; of a single output p, which is that of class 1,
  /// p for the answer 1 and 1 - p for the answer 0.
  package var confidence: Double {
    if outputs.count == 1 { return answer == 1 ? outputs[0] : 1 - outputs[0] }
    return outputs[answer]
  }

  /// Whether the answer is the class expected, or every output lies on the same side of 0.5 as its target. What
  /// is not a number is never correct.
  package var isCorrect: Bool {
    guard !outputs.contains(where: \.isNaN) else { return false }
    return switch expected {
    case .class(let label): answer == label
    case .values(let values): zip(outputs, values).allSatisfy { ($0 >= 0.5) == ($1 >= 0.5) }
    }
  }
}

/// A model of two inputs over a rectangle.
package struct PlaneSample: Sendable {
  package var x: ClosedRange<Double>
  package var y: ClosedRange<Double>
  /// Samples along each side, the corners included.
  package var side: Int
  /// The answer at each sample, row by row from the lowest y.
  package var answers: [Int]
  /// What decides between two answers at each sample, and the level at which the answer turns: a single output
  /// and 0.5, or of two outputs by how much the second is ahead and 0. Of more outputs there is none.
  package var values: [Double]
  package var level: Double
  /// w₁x + w₂y + b = 0, where the answer turns of a model of one unit.
  package var line: (w1: Double, w2: Double, b: Double)?

  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, side: Int, answers: [Int], values: [Double],
    level: Double,
    line: (w1: Double, w2: Double, b: Double)?
  ) {
    self.x = x
    self.y = y
    self.side = side
    self.answers = answers
    self.values = values
    self.level = level
    self.line = line
  }
}
