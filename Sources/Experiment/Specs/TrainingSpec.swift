import Declarations
import Model

/// How a model is trained and judged.
package struct TrainingSpec: Sendable, Equatable {
  @AnyValue package var loss: any Loss = CrossEntropy()
  package var target = TrainingTarget.dataset
  @AnyValue package var optimizer: any Optimizer = SGD()
  @AnyValue package var schedule: (any Schedule)?
  package var gradients = GradientRules()
  package var epochs = 1
  package var batchSize = BatchSize.examples(32)
  package var shuffle = true
  package var metrics: [TrainingMetric] = []
  package var record = RecordSpec()
  package var stop: StopSpec?
  package var validation = ValidationSpec()

  static let record = Record<TrainingSpec>(
    "training", "How the model is trained and judged.", blank: TrainingSpec(),
    fields: [
      Field("loss", \.loss, Losses.type, required: true, "What is made small: the mean over a batch."),
      Field(
        "target", \.target, .choice(of: "target"),
        "What the outputs are compared with: the targets of the dataset, or input, the features as the "
          + "network reads them (an autoencoder)."),
      Field(
        "optimizer", \.optimizer, Optimizers.type, required: true,
        "How the parameters follow the gradient."),
      Field(
        "schedule", \.schedule, Schedules.type,
        "How the learning rate changes; by default it stays as it is. It is measured then: learning_rate."),
      Field(
        "regularize", \.gradients.penalties, .oneOrMore(of: Penalty.record.type),
        "What is added to the loss for large parameters, which no measured loss has; several for parameters "
          + "of different names."),
      Field(
        "clip", \.gradients.clip, GradientClip.type,
        "How large gradients may be, after regularize has added its own."),
      Field(
        "epochs", \.epochs, .integer(.within(1...10_000_000)), required: true,
        "Passes over the training data."),
      Field(
        "batch_size", \.batchSize, BatchSize.type,
        "Examples a step; the last batch of an epoch may be smaller. 'full' takes all of them."),
      Field("shuffle", \.shuffle, .boolean, "Whether each epoch draws a new order of the training data."),
      Field(
        "metrics", \.metrics, .list(of: .metric), observes: true,
        "What is measured besides the loss of each split: metrics by split, such as validation_accuracy; "
          + "accuracy alone is test_accuracy, and errors train_errors. gradient_norm, parameter_norm and "
          + "update_ratio are those of the epoch's last step, of all layers and of each: "
          + "gradient_norm.layers.0."),
      Field("record", \.record, RecordSpec.record.type, observes: true, "Which epochs are recorded."),
      Field("stop", \.stop, StopSpec.record.type, "When training ends before the last epoch."),
      Field(
        "validation", \.validation, ValidationSpec.record.type,
        "How often the measurements are made that schedule and stop look at."),
    ])
}

extension TrainingSpec {
  /// Whether a measurement decides the course of the training.
  package var isSteered: Bool {
    schedule?.watched != nil || stop?.patience != nil || stop?.target.isEmpty == false
  }
}

/// What the outputs of a network are compared with.
package enum TrainingTarget: String, CaseIterable, Sendable {
  case dataset, input
}

package enum BatchSize: Sendable, Equatable {
  case full
  case examples(Int)

  static let type = ValueType<BatchSize>(
    schema: ["anyOf": [["const": "full"], ["type": "integer", "minimum": 1]]],
    encode: { if case .examples(let count) = $0 { .integer(count) } else { "full" } },
    number: ValueType<Int>.integer(.atLeast(1)).number,
    decode: { node, faults in
      if node.referencedName != nil { return nil }
      if node.string == "full" { return .full }
      guard node.integer != nil else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "an integer or 'full'", found: node.summary), at: node
        )
        return nil
      }
      return ValueType.integer(.atLeast(1)).decode(node, &faults).map(BatchSize.examples)
    })
}

/// How often the measurements are made that decide the course of a training.
package struct ValidationSpec: Sendable, Equatable {
  package var every = 1

  static let record = Record<ValidationSpec>(
    "validation", "How often the measurements are made that schedule and stop look at.",
    blank: ValidationSpec(),
    fields: [
      Field(
        "every", \.every, .integer(.within(1...10_000_000)),
        "Every so many epochs, and after the last one. What reduce_on_plateau counts as epochs are these "
          + "measurements.")
    ])

  /// Whether an epoch, counted from 1, is one of those; the last one of `count` is.
  package func includes(_ epoch: Int, of count: Int) -> Bool {
    epoch.isMultiple(of: every) || epoch == count
  }
}

/// Which epochs are measured and recorded.
package struct RecordSpec: Sendable, Equatable {
  package var every = 1

  static let record = Record<RecordSpec>(
    "record", "Which epochs are recorded.", blank: RecordSpec(),
    fields: [
      Field(
        "every", \.every, .integer(.atLeast(1)),
        "The first epoch, every so many after it, and the last are recorded.")
    ])

  /// Whether an epoch, counted from 1, is one of those.
  package func includes(_ epoch: Int) -> Bool { (epoch - 1) % every == 0 }
}
