import Experiment
import Planner
import Testing
import Trials

@testable import Executor

/// Validation examples are measured as test examples are, and move nothing.
@Suite struct ValidationTests {
  private static let train = "{features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}"
  private static let other = "{features: [[0, 1], [1, 1], [2, 1]], targets: [1, 0, 1]}"

  private func plan(_ parts: String, metrics: String = "[]", report: String = "") throws -> TrialPlan {
    try TrialPlan(
      checkedExperiment(
        """
        name: parts
        precision: float64
        dataset: {name: d, classes: [a, b], format: {inline: {train: \(Self.train)\(parts)}}}
        model: {layers: [dense: {units: 5, activation: tanh}, dense: {units: 2}]}
        training:
          loss: cross_entropy
          optimizer: {adam: {learning_rate: 0.1}}
          epochs: 4
          batch_size: 3
          metrics: \(metrics)
        \(report)
        """), numericsVersion: 1)
  }

  private func record(_ plan: TrialPlan) throws -> TrialRecord {
    try #require(try Executor(jobs: 1, instructionSet: .best).records(plan).first)
  }

  @Test func everySplitHasItsLossAndTheMetricsThatAreAskedFor() throws {
    let plan = try plan(
      ", validation: \(Self.other), test: \(Self.other)",
      metrics: "[accuracy, validation_accuracy, train_accuracy]")
    let names = plan.experiment.measurements.map(\.name)
    #expect(
      names == [
        "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss",
        "test_accuracy",
      ])
    let record = try record(plan)
    for epoch in 0..<4 {
      for name in ["loss", "accuracy"] {
        let validation = try #require(record.value("validation_\(name)", in: plan, epoch: epoch))
        #expect(validation == record.value("test_\(name)", in: plan, epoch: epoch))
        #expect(validation != record.value("train_\(name)", in: plan, epoch: epoch))
      }
      let share = try #require(record.value("train_accuracy", in: plan, epoch: epoch))
      #expect([0, 0.25, 0.5, 0.75, 1].contains(share))
    }
  }

  @Test func aMetricIsTheSameByItsShortName() throws {
    let part = ", test: \(Self.other)"
    let (short, long) = (try plan(part, metrics: "[accuracy]"), try plan(part, metrics: "[test_accuracy]"))
    #expect(short.experiment.measurements == long.experiment.measurements)
  }

  @Test func validationMovesNothingThatIsTrained() throws {
    for test in ["", ", test: \(Self.other)"] {
      let plain = try record(plan(test))
      let validated = try record(
        plan(test + ", validation: \(Self.other)", metrics: "[validation_accuracy, train_accuracy]"))
      #expect(plain.weights != nil && plain.weights == validated.weights)
    }
  }

  @Test func validationExamplesAreShown() throws {
    let plan = try plan(
      ", validation: \(Self.other)",
      report: """
        report:
          predictions: {split: validation}
          figures: [{name: f, panels: [confusion_matrix: {split: validation}]}]
        """)
    let captures = try record(plan).captures
    #expect(captures.predictions.keys.map(\.rawValue) == ["validation"])
    #expect(captures.predictions(.validation).map(\.features) == [[0, 1], [1, 1], [2, 1]])
    #expect(captures.confusions[.validation]?.map { $0.reduce(0, +) } == [1, 2])
  }

  @Test func aSplitThatIsNotThereIsNotMeasured() {
    #expect(
      throws: RefusedText(lines: [
        "experiment.yaml:10:13: error: accuracy is measured on test examples, and the dataset 'd' has none; "
          + "it has those of validation_accuracy"
      ])
    ) { try plan(", validation: \(Self.other)", metrics: "[accuracy]") }
    #expect(
      throws: RefusedText(lines: [
        "experiment.yaml:10:13: error: validation_accuracy is measured on validation examples, and the "
          + "dataset 'd' has none"
      ])
    ) { try plan("", metrics: "[validation_accuracy]") }
  }
}
