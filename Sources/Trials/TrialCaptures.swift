import Model
import Experiment
import Planner

/// What was taken down of a trained model for the report, as its `CaptureSpec` asked.
package struct TrialCaptures: Sendable {
  package var parameters: [ParameterCapture] = []
  package var predictions: [SplitName: [Prediction]] = [:]
  /// For each split, how often examples of a class (the row) were taken for a class (the column).
  package var confusions: [SplitName: [[Int]]] = [:]
  package var planes: [PlaneSpec: PlaneSample] = [:]

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

/// A model of two inputs over a rectangle.
package struct PlaneSample: Sendable {
  package var x: ClosedRange<Double>
  package var y: ClosedRange<Double>
  /// Samples along each side, the corners included.
  package var side: Int
  /// The answer at each sample, row by row from the lowest y; -1 where there is none.
  package var answers: [Int]
  /// What decides between two answers at each sample, and the level at which the answer turns: a single
  /// output and 0.5, or of two outputs by how much the second is ahead and 0. Of more outputs there is none.
  package var values: [Double]
  package var level: Double
  /// Of more than two outputs, for each that is the answer somewhere, by how much it is ahead of the largest
  /// other one at each sample.
  package var leads: [Int: [Double]]
  /// w₁x + w₂y + b = 0, where the answer turns of a model of one unit.
  package var line: (w1: Double, w2: Double, b: Double)?

  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, side: Int, answers: [Int], values: [Double],
    level: Double, leads: [Int: [Double]] = [:], line: (w1: Double, w2: Double, b: Double)?
  ) {
    self.x = x
    self.y = y
    self.side = side
    self.answers = answers
    self.values = values
    self.level = level
    self.leads = leads
    self.line = line
  }
}
