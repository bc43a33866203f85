/// How a model is trained and judged.
package struct TrainingSpec: Sendable, Equatable {
  package var loss = LossSpec.crossEntropy
  package var optimizer = OptimizerSpec.sgd(SGDSpec())
  package var epochs = 1
  package var batchSize = BatchSize.examples(32)
  package var shuffle = true
  package var metrics: [MetricSpec] = []

  static let record = Record(
    "training", "How the model is trained and judged.", blank: TrainingSpec(),
    fields: [
      Field("loss", \.loss, LossSpec.type, required: true, "What is made small: the mean over a batch."),
      Field("optimizer", \.optimizer, OptimizerSpec.type, required: true, "How the parameters follow the gradient."),
      Field("epochs", \.epochs, .integer(.within(1...10_000_000)), required: true, "Passes over the training data."),
      Field(
        "batch_size", \.batchSize, BatchSize.type,
        "Examples a step; the last batch of an epoch may be smaller. 'full' takes all of them."),
      Field("shuffle", \.shuffle, .boolean, "Whether each epoch draws a new order of the training data."),
      Field("metrics", \.metrics, .list(of: .choice(of: "metric")), "What is measured besides the loss."),
    ])
}

package enum BatchSize: Sendable, Equatable {
  case full
  case examples(Int)

  static let type = ValueType<BatchSize>(
    schema: ["anyOf": [["const": "full"], ["type": "integer", "minimum": 1]]],
    encode: { if case .examples(let count) = $0 { .integer(count) } else { "full" } },
    decode: { node, faults in
      if node.referencedName != nil { return nil }
      if node.string == "full" { return .full }
      guard node.integer != nil else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "an integer or 'full'", found: node.summary), at: node)
        return nil
      }
      return ValueType.integer(.atLeast(1)).decode(node, &faults).map(BatchSize.examples)
    })
}

package enum LossSpec: String, Sendable, Equatable, CaseIterable {
  case crossEntropy = "cross_entropy"

  static let type = ValueType<LossSpec>.choice(of: "loss")
}

package enum MetricSpec: String, Sendable, Equatable, CaseIterable {
  case accuracy
}
