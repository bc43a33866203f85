import Model

/// A number that is measured at the end of an epoch: the loss or a metric over a split, or what the training
/// itself tells. It is a column of `epochs.csv`, and of `trials.csv` for the last epoch.
package struct Measurement: Sendable {
  /// The name of the column: `test_accuracy`.
  package let name: String
  /// The name as a person would write it: "Test Accuracy".
  package let title: String
  package let unit: MetricUnit
  /// Whether a greater number is the better one.
  package let isHigherBetter: Bool
  /// What is measured.
  package let source: Source

  package enum Source: Sendable {
    case loss(SplitName)
    case metric(SplitMetric)
    /// That of the epoch's last step.
    case learningRate
  }

  /// The loss over a split.
  package static func loss(_ split: SplitName) -> Measurement {
    Measurement(.loss(split), split, name: "loss", title: "Loss", unit: .number, isHigherBetter: false)
  }

  package init(_ metric: SplitMetric) {
    let type = metric.kind.type
    self.init(
      .metric(metric), metric.split, name: type.name, title: type.title, unit: type.unit,
      isHigherBetter: type.isHigherBetter)
  }

  /// The learning rate, which a schedule changes.
  package static let learningRate = Measurement(
    .learningRate, nil, name: "learning_rate", title: "Learning Rate", unit: .number, isHigherBetter: false)

  private init(
    _ source: Source, _ split: SplitName?, name: String, title: String, unit: MetricUnit,
    isHigherBetter: Bool
  ) {
    self.source = source
    self.name = split.map { "\($0.rawValue)_\(name)" } ?? name
    self.title = split.map { "\($0.title) \(title)" } ?? title
    self.unit = unit
    self.isHigherBetter = isHigherBetter
  }

  /// What can be measured over a split, in the order of the columns: by split, the loss first.
  package static let ofSplits: [Measurement] = SplitName.allCases.flatMap { split in
    [loss(split)] + SplitMetric.all.filter { $0.split == split }.map { Measurement($0) }
  }

  /// Whatever can be measured, in the order of the columns.
  package static let all = ofSplits + [learningRate]

  /// Why a training may be without it, on data with or without its split.
  var absence: String {
    switch source {
    case .loss(let split): "the dataset has no \(split.adjective) examples"
    case .metric(let metric): "'\(metric.shortName)' is not among the metrics of the training"
    case .learningRate: "no 'schedule' changes it"
    }
  }
}

extension Measurement: Hashable {
  package static func == (a: Measurement, b: Measurement) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension TrainingSpec {
  /// What a training on a dataset measures: the loss on each of its splits, the metrics where their split is
  /// there, and the learning rate where it has a schedule.
  func measurements(on dataset: DatasetDeclaration) -> Set<Measurement> {
    let splits = dataset.parts
    let metrics = metrics.filter { splits.contains($0.split) }.map { Measurement($0) }
    return Set(splits.map { .loss($0) } + metrics + (schedule == nil ? [] : [.learningRate]))
  }
}
