import Experiment
import Foundation
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
    // What is no probability is no confidence.
    #expect(
      prediction([2.2254], .class(1)).confidence == nil && prediction([-3], .class(0)).confidence == nil)
    #expect(prediction([2, 7], .class(1)).confidence == nil && prediction([2, 7], .class(1)).answer == 1)
  }

  @Test(arguments: [[Double.nan], [.nan, .nan], [.nan, 1]]) func whatIsNoNumberIsNeverCorrect(
    _ outputs: [Double]
  ) {
    #expect(prediction(outputs, .class(0)).isCorrect == false)
    #expect(prediction(outputs, .class(1)).isCorrect == false)
    #expect(prediction(outputs, .binary(outputs.map { _ in 0 })).isCorrect == false)
    #expect(prediction(outputs, .class(0)).answer == nil && prediction(outputs, .class(0)).confidence == nil)
  }

  /// Outputs that are no probabilities are captions without a share.
  @Test func captionsOfAnyOutputsAreDrawn() throws {
    let panel = "image_grid: {split: train, count: 9, caption: prediction}"
    let planned = try PlannedRecords(
      sweep: "{}", report: "{figures: [{name: f, panels: [\(panel)]}]}", shape: [1, 2])
    let outputs: [[Double]] = [[.nan, 1], [1e300, -1e300], [.infinity, 0], [.nan, .nan], [0.25, 0.75]]
    var record = TrialRecord(trial: try planned.plan.trials()[0], status: .completed)
    record.captures.predictions[.train] = outputs.map { prediction($0, .class(1)) }
    var report = TrainingReport(planned.plan)
    report.add(record)
    let svg = report.results().lines("figures/f.svg").joined()
    for caption in ["Pred: none", "Pred: a", "Pred: b (75%)"] { #expect(svg.contains(caption)) }
    #expect(svg.components(separatedBy: "%)").count == svg.components(separatedBy: "Pred: b (75%)").count)
  }

  /// 44.55 is no right answer for 151 because both are above 0.5.
  @Test func valuesHaveErrorsAndNoRightAnswer() {
    let answer = prediction([44.55], .values([151]))
    #expect(answer.isCorrect == nil && answer.errors == [44.55 - 151])
    #expect(
      prediction([0.7], .binary([1])).isCorrect == true && prediction([0.7], .binary([1])).errors == nil)
  }

  @Test func noTwoOfFiftyClassesLookAlike() {
    let paints = DecisionBoundaryPanel.classPaints.count
    let looks = (0..<50).map { "\($0 % paints) \(DecisionBoundaryPanel.marker(of: $0))" }
    #expect(Set(looks).count == 50)
  }

  @Test func theAnswerOfAUnitTurnsWhereItsOutputIsOneHalf() {
    #expect(Sigmoid().halfway == 0 && Step().halfway == 0)
    #expect(Identity().halfway == 0.5 && ReLU().halfway == 0.5)
    #expect(Tanh().halfway == 0.5493061443340548)
  }

  /// The ten colours that colour-blind readers tell apart, each once, and no others.
  @Test func classesHaveTheColoursOfSeries() {
    let paints = DecisionBoundaryPanel.classPaints
    #expect(paints.count == 10)
    for index in 0..<10 { #expect(paints.contains(.series(index))) }
  }
}
