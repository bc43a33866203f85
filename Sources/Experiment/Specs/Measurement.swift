import Model

/// A number that is measured at the end of an epoch: the loss or a metric, over a split. It is a column of
/// `epochs.csv`, and of `trials.csv` for the last epoch.
package struct Measurement: Sendable {
  /// The name of the column: `test_accuracy`.
  package let name: String
  /// The name as a person would write it: "Test Accuracy".
  package let title: String
  package let unit: MetricUnit
  /// Whether a greater number is the better one.
  package let isHigherBetter: Bool

  /// The examples that it is made on.
  package let split: SplitName
  /// What is measured; `nil` for the loss.
  package let metric: MetricKind?

  /// The loss over a split.
  package static func loss(_ split: SplitName) -> Measurement {
    Measurement(split, nil, name: "loss", title: "Loss", unit: .number, isHigherBetter: false)
  }

  package init(_ metric: SplitMetric) {
    let type = metric.kind.type
    self.init(
      metric.split, metric.kind, name: type.name, title: type.title, unit: type.unit,
      isHigherBetter: type.isHigherBetter)
  }

  private init(
    _ split: SplitName, _ metric: MetricKind?, name: String, title: String, unit: MetricUnit,
    isHigherBetter: Bool
  ) {
    (self.split, self.metric) = (split, metric)
    self.name = "\(split.rawValue)_\(name)"
    self.title = "\(split.title) \(title)"
    self.unit = unit
    self.isHigherBetter = isHigherBetter
  }

  /// Whatever can be measured, in the order of the columns: by split, the loss first.
  package static let all: [Measurement] = SplitName.allCases.flatMap { split in
    [loss(split)] + SplitMetric.all.filter { $0.split == split }.map { Measurement($0) }
  }
}

extension Measurement: Hashable {
  package static func == (a: Measurement, b: Measurement) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension TrainingSpec {
  /// What a training on a dataset measures: the loss on each of its splits, and the metrics where their split
  /// is there.
  func measurements(on dataset: DatasetDeclaration) -> Set<Measurement> {
    let splits = dataset.parts
    let metrics = metrics.filter { splits.contains($0.split) }.map { Measurement($0) }
    return Set(splits.map { .loss($0) } + metrics)
  }
}
