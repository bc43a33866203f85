import Model

/// The metrics over the training examples, each before the step on it.
struct RunningMetrics {
  private let metrics: ExampleMetrics
  /// The number of each example of a batch for each metric (metrics×rows).
  private let numbers: AlignedBuffer<Double>
  private let rows: Int
  /// Their sums over the examples of all steps since they were last taken.
  private var sums: [Double]
  /// The number of these examples.
  private var count = 0

  /// For batches of at most `rows` examples.
  ///
  /// - Throws: ``TrainingError/unknownMetric(_:)`` or ``TrainingError/outOfMemory(elements:)``.
  init(_ kinds: [MetricKind], rows: Int) throws(TrainingError) {
    metrics = try ExampleMetrics(kinds)
    numbers = try AlignedBuffer(count: kinds.count * rows)
    self.rows = rows
    sums = [Double](repeating: 0, count: kinds.count)
  }

  /// Writes the numbers of some rows of a batch; several threads may, each for others.
  func write<S>(_ batch: LossBatch<S>, byClass: Bool, rows: Range<Int>) {
    guard metrics.count > 0 else { return }
    metrics.write(
      batch, byClass: byClass, to: numbers.pointer, first: rows.lowerBound, stride: self.rows)
  }

  /// Adds the numbers of a batch to the sums, in ascending order.
  mutating func add(examples: Int) {
    for metric in 0..<metrics.count {
      let numbers = numbers.pointer + metric * rows
      for row in 0..<examples { sums[metric] += numbers[row] }
    }
    count += examples
  }

  /// The metrics over the examples of all steps since this was last called.
  mutating func take() -> [Double] {
    defer { (sums, count) = ([Double](repeating: 0, count: metrics.count), 0) }
    return metrics.reduce(sums, count: count)
  }
}
