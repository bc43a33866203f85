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

  /// The output behind the answer: a probability where the model chooses among classes.
  package var confidence: Double { outputs.count == 1 ? outputs[0] : outputs[answer] }

  /// How far the largest output is ahead of the next.
  package var margin: Double {
    let sorted = outputs.sorted(by: >)
    return sorted.count > 1 ? sorted[0] - sorted[1] : sorted[0]
  }

  /// Whether the answer is the class expected, or every output lies on the same side of 0.5 as its target.
  package var isCorrect: Bool {
    switch expected {
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
  /// The answer at each sample, row by row from the lowest y, and the value that decides it: the model's
  /// single output, or by how much the largest output is ahead.
  package var answers: [Int]
  package var values: [Double]
  /// w₁x + w₂y + b = 0 where the model is linear.
  package var line: (w1: Double, w2: Double, b: Double)?

  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, side: Int, answers: [Int], values: [Double],
    line: (w1: Double, w2: Double, b: Double)?
  ) {
    self.x = x
    self.y = y
    self.side = side
    self.answers = answers
    self.values = values
    self.line = line
  }
}
