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
    /// A norm in the epoch's last step, of all layers or of one.
    case norm(TrainingNorm, layer: LayerPlace?)
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

  /// A layer's place and path in the network: `layers.0`.
  package struct LayerPlace: Sendable {
    package let index: Int
    package let path: String
  }

  /// A norm of all layers, or of one.
  init(_ norm: TrainingNorm, of layer: LayerPlace? = nil) {
    self.init(
      .norm(norm, layer: layer), nil,
      name: ([norm.name] + [layer?.path].compactMap { $0 }).joined(separator: "."),
      title: norm.title + (layer.map { " of \($0.path)" } ?? ""), unit: .number, isHigherBetter: false)
  }

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

  /// Whatever can be measured of any network, in the order of the columns.
  package static let all = ofSplits + [learningRate] + TrainingNorm.allCases.map { Measurement($0) }

  /// Measurements in the order of the columns: those of layers behind that of all of them, as the layers are.
  package static func ordered(_ measured: Set<Measurement>) -> [Measurement] {
    var ordered: [Measurement] = []
    for one in all where measured.contains(one) {
      ordered.append(one)
      ordered += layers(of: one, among: Array(measured))
    }
    return ordered
  }

  private static func layers(of whole: Measurement, among measured: [Measurement]) -> [Measurement] {
    guard let norm = whole.norm else { return [] }
    let own = measured.filter { $0.norm == norm && $0.layer != nil }
    return own.sorted { $0.rank == $1.rank ? $0.name < $1.name : $0.rank < $1.rank }
  }

  private var rank: Int { layer?.index ?? -1 }

  /// The layer that it is of.
  package var layer: LayerPlace? { if case .norm(_, let layer) = source { layer } else { nil } }
  /// The norm that it is.
  package var norm: TrainingNorm? { if case .norm(let norm, _) = source { norm } else { nil } }

  /// Why a training may be without it, on data with or without its split.
  var absence: String {
    switch source {
    case .loss(let split): "the dataset has no \(split.adjective) examples"
    case .metric(let metric): "'\(metric.shortName)' is not among the metrics of the training"
    case .learningRate: "no 'schedule' changes it"
    case .norm(let norm, _): "'\(norm.name)' is not among the metrics of the training"
    }
  }
}

extension Measurement: Hashable {
  package static func == (a: Measurement, b: Measurement) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension TrialSpec {
  /// What a trial on a dataset measures: the loss on each of its splits, the metrics where their split is
  /// there, the learning rate where it has a schedule, and norms by layer where they are asked for.
  func measurements(on dataset: DatasetDeclaration) -> Set<Measurement> {
    let splits = dataset.parts
    let metrics = training.splitMetrics.filter { splits.contains($0.split) }.map { Measurement($0) }
    return Set(
      splits.map { .loss($0) } + metrics + (training.schedule == nil ? [] : [.learningRate])
        + norms(on: dataset))
  }

  private func norms(on dataset: DatasetDeclaration) -> [Measurement] {
    let norms = training.norms
    // What is wrong with a network is told where it is checked.
    guard !norms.isEmpty,
      let graph = try? model.network(inputShape: dataset.shape).graph()
    else { return [] }
    let layers = graph.trainedLayers.enumerated().map { Measurement.LayerPlace(index: $0, path: $1) }
    return norms.flatMap { norm in [Measurement(norm)] + layers.map { Measurement(norm, of: $0) } }
  }
}
