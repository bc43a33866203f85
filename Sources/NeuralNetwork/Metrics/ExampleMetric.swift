import Model

/// A metric that the engine computes: its numbers of an example, and how those of all examples become one.
protocol ExampleMetric: Metric {
  /// How many numbers an example gives.
  static func numberCount(outputs: Int) -> Int
  /// Writes the numbers of one example.
  static func write<S: Scalar>(_ example: ExamplePrediction<S>, to numbers: UnsafeMutablePointer<Double>)
  /// What takes in the examples of a network of so many outputs.
  static func makeReduction(outputs: Int) -> any MetricReduction

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
    let count = numberCount(outputs: batch.outputs.columns)
    for row in 0..<batch.outputs.rows {
      write(ExamplePrediction(batch: batch, row: row, isByClass: byClass), to: numbers + row * count)
    }
  }
}

/// One number of the numbers of examples, which are taken in in ascending order. The result depends on
/// nothing else.
protocol MetricReduction {
  /// Takes in the numbers of some examples, one's behind the other's.
  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int)
  /// The number of all examples so far.
  var value: Double { get }
}

/// A metric that is a mean over the examples of a number, their sum, or a function of the mean.
protocol MeanMetric: ExampleMetric {
  /// The number of one example.
  static func number<S: Scalar>(_ example: ExamplePrediction<S>) -> Double
  /// What becomes of the mean.
  static func finish(_ mean: Double) -> Double
}

extension MeanMetric {
  static func numberCount(outputs: Int) -> Int { 1 }
  static func write<S: Scalar>(_ example: ExamplePrediction<S>, to numbers: UnsafeMutablePointer<Double>) {
    numbers.pointee = number(example)
  }
  static func makeReduction(outputs: Int) -> any MetricReduction {
    SumReduction(isMean: unit != .count, finish: finish)
  }
  static func finish(_ mean: Double) -> Double { mean }
}

/// The sum of a number an example, or their mean.
private struct SumReduction: MetricReduction {
  let isMean: Bool
  let finish: (Double) -> Double
  private var sum = 0.0
  private var count = 0

  init(isMean: Bool, finish: @escaping (Double) -> Double) {
    self.isMean = isMean
    self.finish = finish
  }

  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int) {
    for row in 0..<examples { sum += numbers[row] }
    count += examples
  }

  var value: Double { isMean ? finish(sum / Double(count)) : sum }
}
