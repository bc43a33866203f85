import Model
import Tables
import Testing
import Trials

@testable import Reporter

/// The columns and cells of `predictions.csv`.
@Suite struct PredictionColumnsTests {
  private func dataset(
    _ targets: [[Double]], classes: [String]? = nil, shape: [Int] = [2]
  ) -> DatasetDeclaration {
    var dataset = DatasetDeclaration()
    dataset.shape = shape
    dataset.classes = classes
    dataset.format = InlineFormat(features: targets.map { _ in [0, 0] }, targets: targets)
    return dataset
  }

  private func fields(_ columns: PredictionColumns, _ prediction: Prediction) -> [String] {
    columns.cells(prediction, example: 3, classes: ["a", "b"]).map(CSVWriter.field)
  }

  @Test func classesHaveAnAnswerAndItsConfidence() {
    let columns = PredictionColumns([dataset([[0], [1]], classes: ["a", "b"])])
    #expect(columns.names == ["example", "x1", "x2", "predicted", "confidence", "expected", "correct"])
    let prediction = Prediction(features: [1, 2], outputs: [0.25, 0.75], expected: .class(0))
    #expect(fields(columns, prediction) == ["3", "1.0", "2.0", "b", "0.75", "a", "false"])
    let none = Prediction(features: [1, 2], outputs: [.nan, 0.75], expected: .class(0))
    #expect(fields(columns, none) == ["3", "1.0", "2.0", "", "", "a", "false"])
  }

  @Test func targetsOfZeroAndOneAreRounded() {
    let columns = PredictionColumns([dataset([[0, 1], [1, 1]])])
    #expect(
      columns.names == [
        "example", "x1", "x2", "output1", "output2", "rounded1", "rounded2", "expected1", "expected2",
        "correct",
      ])
    let prediction = Prediction(features: [1, 2], outputs: [0.25, 0.75], expected: .binary([0, 1]))
    #expect(
      fields(columns, prediction) == ["3", "1.0", "2.0", "0.25", "0.75", "0.0", "1.0", "0.0", "1.0", "true"])
  }

  @Test func otherValuesHaveAnError() {
    let columns = PredictionColumns([dataset([[151], [97]])])
    #expect(columns.names == ["example", "x1", "x2", "output", "expected", "error"])
    let prediction = Prediction(features: [1, 2], outputs: [44.5], expected: .values([151]))
    #expect(fields(columns, prediction) == ["3", "1.0", "2.0", "44.5", "151.0", "-106.5"])
  }

  /// A sweep over datasets of several kinds: every row has a cell for each column.
  @Test func aTableHoldsSeveralKinds() {
    let columns = PredictionColumns([
      dataset([[0], [1]], classes: ["a", "b"]), dataset([[2], [3]], shape: [3]), dataset([[0, 1]]),
      dataset([[0, 1]], shape: [28, 28]),
    ])
    #expect(
      columns.names == [
        "example", "x1", "x2", "x3", "predicted", "confidence", "output", "output1", "output2", "rounded1",
        "rounded2", "expected", "expected1", "expected2", "error", "correct",
      ])
    let prediction = Prediction(features: [5, 6, 7], outputs: [2.5], expected: .values([2]))
    #expect(
      fields(columns, prediction)
        == ["3", "5.0", "6.0", "7.0", "", "", "2.5", "", "", "", "", "2.0", "", "", "0.5", ""])
  }
}
