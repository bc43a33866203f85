import Declarations
import Model

/// When training ends early: as soon as one of the rules says so.
package struct StopSpec: Sendable, Equatable {
  package var errors: Int?
  /// Values of measurements, all of which have to be reached.
  package var target: [Named<Double>] = []
  package var patience: PatienceSpec?

  package init() {}

  static let record = Record<StopSpec>(
    "stop", "When training ends before the last epoch: as soon as one of the rules is met.",
    blank: StopSpec(),
    fields: [
      Field(
        "errors", \.errors, .integer(.atLeast(0)), "Training ends at an epoch with at most so many errors."),
      Field(
        "target", \.target, .mapping(of: .real(), names: .measurement, count: .atLeast(1)),
        "Training ends at an epoch in which every one of these measurements is at least as good as the "
          + "value: {validation_accuracy: 0.95}."),
      Field(
        "patience", \.patience, PatienceSpec.record.type,
        "Training ends when a measurement has not become better for some epochs."),
    ])
}

/// How long training goes on without becoming better.
package struct PatienceSpec: Sendable, Equatable {
  package var metric = ""
  package var epochs = 1
  /// By how much a value has to be better to count.
  package var difference = 0.0
  package var restoresBest = false

  static let record = Record<PatienceSpec>(
    "patience", "How long training goes on without becoming better.", blank: PatienceSpec(),
    fields: [
      Field(
        "metric", \.metric, .measurement, required: true,
        "What is watched, such as validation_loss; it is measured after every epoch."),
      Field(
        "epochs", \.epochs, .integer(.within(1...10_000_000)), required: true,
        "Training ends when so many epochs one after the other are no better than the best one before them."),
      Field(
        "at_least", \.difference, .real(.atLeast(0)),
        "By how much a value has to be better than the best one to count."),
      Field(
        "restore_best", \.restoresBest, .boolean,
        "Whether the parameters of the best epoch are the trained model, however training ends; what was "
          + "measured in that epoch is its end."),
    ])
}
