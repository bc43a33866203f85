import Model

/// The metrics over the training examples, each before the step on it.
struct RunningMetrics {
  private let metrics: ExampleMetrics
  /// The numbers of each example of a batch for each metric.
  private let numbers: AlignedBuffer<Double>
  private let rows: Int
  private let outputs: Int
  /// Of the examples of all steps since they were last taken.
  private var reductions: MetricReductions

  /// For batches of at most `rows` examples, and a network of so many outputs.
  ///
  /// - Throws: ``TrainingError/unknownMetric(_:)`` or ``TrainingError/outOfMemory(elements:)``.
  init(_ kinds: [MetricKind], rows: Int, outputs: Int) throws(TrainingError) {
    metrics = try ExampleMetrics(kinds)
    numbers = try AlignedBuffer(count: metrics.numberCount(outputs: outputs) * rows)
    self.rows = rows
    self.outputs = outputs
    reductions = metrics.makeReductions(outputs: outputs)
  }

  /// Writes the numbers of some rows of a batch; several threads may, each for others.
  func write<S>(_ batch: LossBatch<S>, byClass: Bool, rows: Range<Int>) {
    guard metrics.count > 0 else { return }
    metrics.write(batch, byClass: byClass, to: numbers.pointer, first: rows.lowerBound, rows: self.rows)
  }

  /// Takes in the numbers of a batch, in ascending order.
  mutating func add(examples: Int) {
    guard metrics.count > 0 else { return }
    reductions.add(numbers.pointer, examples: examples, rows: rows)
  }

  /// The metrics over the examples of all steps since this was last called.
  mutating func take() -> [Double] {
    defer { reductions = metrics.makeReductions(outputs: outputs) }
    return reductions.values
  }
}
