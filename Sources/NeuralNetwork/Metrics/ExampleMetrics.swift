import Model

/// The metrics of a session on one split, as the engine computes them.
struct ExampleMetrics: Sendable {
  private let metrics: [any ExampleMetric.Type]

  /// - Throws: ``TrainingError/unknownMetric(_:)`` of one that has no operation.
  init(_ kinds: [MetricKind]) throws(TrainingError) {
    var metrics: [any ExampleMetric.Type] = []
    for kind in kinds {
      guard let metric = kind.type as? any ExampleMetric.Type else { throw .unknownMetric(kind.name) }
      metrics.append(metric)
    }
    self.metrics = metrics
  }

  var count: Int { metrics.count }

  /// The numbers that an example of a network of so many outputs gives for all metrics.
  func numberCount(outputs: Int) -> Int { metrics.reduce(0) { $0 + $1.numberCount(outputs: outputs) } }

  /// What takes in the numbers of examples.
  func makeReductions(outputs: Int) -> MetricReductions {
    MetricReductions(
      metrics.map { ($0.numberCount(outputs: outputs), $0.makeReduction(outputs: outputs)) })
  }

  /// Writes the numbers of the batch's examples from place `first` on into each metric's matrix, which has
  /// room for `rows` examples; one metric's is behind the other's.
  func write<S>(
    _ batch: LossBatch<S>, byClass: Bool, to numbers: UnsafeMutablePointer<Double>, first: Int, rows: Int
  ) {
    var start = numbers
    for metric in metrics {
      let count = metric.numberCount(outputs: batch.outputs.columns)
      let place = start + first * count
      if let batch = batch as? LossBatch<Float> {
        metric.numbers(batch, byClass: byClass, into: place)
      } else if let batch = batch as? LossBatch<Double> {
        metric.numbers(batch, byClass: byClass, into: place)
      }
      start += rows * count
    }
  }
}

/// One number of each metric from the numbers of examples.
struct MetricReductions {
  private var parts: [(numberCount: Int, reduction: any MetricReduction)]

  fileprivate init(_ parts: [(Int, any MetricReduction)]) { self.parts = parts.map { ($0, $1) } }

  /// Takes in the first `examples` of what ``ExampleMetrics/write(_:byClass:to:first:rows:)`` has written.
  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int, rows: Int) {
    var start = numbers
    for index in parts.indices {
      parts[index].reduction.add(start, examples: examples)
      start += rows * parts[index].numberCount
    }
  }

  var values: [Double] { parts.map { $0.reduction.value } }
}
