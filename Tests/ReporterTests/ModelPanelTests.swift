import Experiment
import Plot
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
    #expect(ActivationSpec.sigmoid.halfway == 0 && ActivationSpec.step.halfway == 0)
    #expect(ActivationSpec.identity.halfway == 0.5 && ActivationSpec.relu.halfway == 0.5)
    #expect(ActivationSpec.tanh.halfway == 0.5493061443340548)
  }

  /// The colours that another class has are not those of series beside them in hue: 0 and 3 were both red.
  @Test func classesHaveColoursOfTheirOwn() {
    let paints = FigureBuilder.classPaints
    for (index, paint) in paints.enumerated() {
      #expect(!paints[..<index].contains(paint) && paint != .series(3) && paint != .series(0))
    }
  }
}
