import Experiment
import Plot
import Model
import Testing
import Trials

@testable import Reporter

/// What a trained model answers, in numbers and in pictures.
@Suite struct ModelPanelTests {
  private func prediction(_ outputs: [Double], _ expected: Prediction.Expected) -> Prediction {
    Prediction(features: [0, 0], outputs: outputs, expected: expected)
  }

  @Test func theConfidenceIsThatOfTheAnswer() {
    #expect(prediction([0.25], .class(0)).confidence == 0.75)
    #expect(prediction([0.75], .class(1)).confidence == 0.75)
    #expect(prediction([0.1, 0.9], .class(0)).confidence == 0.9)
  }

  @Test(arguments: [[Double.nan], [.nan, .nan], [.nan, 1]]) func whatIsNoNumberIsNeverCorrect(
    _ outputs: [Double]
  ) {
    #expect(!prediction(outputs, .class(0)).isCorrect && !prediction(outputs, .class(1)).isCorrect)
    #expect(!prediction(outputs, .values(outputs.map { _ in 0 })).isCorrect)
  }

  @Test func theAnswerOfAUnitTurnsWhereItsOutputIsOneHalf() {
    #expect(Sigmoid().halfway == 0 && Step().halfway == 0)
    #expect(Identity().halfway == 0.5 && ReLU().halfway == 0.5)
    #expect(Tanh().halfway == 0.5493061443340548)
  }

  /// The colours that another class has are not those of series beside them in hue: 0 and 3 were both red.
  @Test func classesHaveColoursOfTheirOwn() {
    let paints = FigureBuilder.classPaints
    for (index, paint) in paints.enumerated() {
      #expect(!paints[..<index].contains(paint) && paint != .series(3) && paint != .series(0))
    }
  }
}
