import Model

/// A metric that the engine computes: its number for an example.
protocol ExampleMetric: Metric {
  /// The number of one example.
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double

  // Both have their code below: requirements of their own make the compiler specialise it for both number
  // types.
  static func numbers(_ batch: LossBatch<Float>, byClass: Bool, into numbers: UnsafeMutablePointer<Double>)
  static func numbers(_ batch: LossBatch<Double>, byClass: Bool, into numbers: UnsafeMutablePointer<Double>)
}

extension ExampleMetric {
  static func numbers(_ batch: LossBatch<Float>, byClass: Bool, into numbers: UnsafeMutablePointer<Double>) {
    write(batch, byClass, to: numbers)
  }

  static func numbers(_ batch: LossBatch<Double>, byClass: Bool, into numbers: UnsafeMutablePointer<Double>) {
    write(batch, byClass, to: numbers)
  }

  @inline(__always)
  private static func write<S>(
    _ batch: LossBatch<S>, _ byClass: Bool, to numbers: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<batch.outputs.rows {
      numbers[row] = number(ExamplePrediction(batch: batch, row: row, isByClass: byClass))
    }
  }
}

/// The outputs of a network for an example, and the targets that they are compared with.
struct ExamplePrediction<S: Scalar> {
  fileprivate let batch: LossBatch<S>
  fileprivate let row: Int
  /// Whether the loss reads classes, and the targets are not written.
  fileprivate let isByClass: Bool

  /// The outputs (n).
  var outputs: UnsafeMutableBufferPointer<S> { batch.outputs.row(row) }

  /// The target of each output (n); `nil` where the loss reads classes.
  var targets: UnsafeMutableBufferPointer<S>? { isByClass ? nil : batch.targets.row(row) }

  /// Whether the largest output, the first of several, is that of the example's class or of its largest
  /// target; for a single output, whether it lies on the same side of 0.5 as the target.
  var isCorrect: Bool {
    let y = outputs
    guard let t = targets else { return y.indexOfMaximum == Int(batch.labels[row]) }
    return y.count == 1 ? (y[0] >= 0.5) == (t[0] >= 0.5) : y.indexOfMaximum == t.indexOfMaximum
  }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
  /// The place of the largest element, the first of several; the buffer has at least one.
  fileprivate var indexOfMaximum: Int {
    var best = 0
    for index in 1..<Swift.max(count, 1) where self[index] > self[best] { best = index }
    return best
  }
}

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

  /// Writes the numbers of the batch's examples from place `first` on of each metric's row of `numbers`
  /// (metrics×stride).
  func write<S>(
    _ batch: LossBatch<S>, byClass: Bool, to numbers: UnsafeMutablePointer<Double>, first: Int, stride: Int
  ) {
    for (index, metric) in metrics.enumerated() {
      let place = numbers + index * stride + first
      if let batch = batch as? LossBatch<Float> {
        metric.numbers(batch, byClass: byClass, into: place)
      } else if let batch = batch as? LossBatch<Double> {
        metric.numbers(batch, byClass: byClass, into: place)
      }
    }
  }

  /// One number for all examples from the sum of theirs.
  func reduce(_ sums: [Double], count: Int) -> [Double] {
    zip(metrics, sums).map { metric, sum in
      switch metric.unit {
      case .number, .fraction: sum / Double(count)
      case .count: sum
      }
    }
  }
}
