import Model

/// A metric of how often each class is answered for each class.
protocol ConfusionMetric: ExampleMetric {
  /// The mean over the classes of this is the metric; a class for which it is `nil` is left out.
  static func number(_ counts: ClassCounts) -> Double?
}

/// What there is of a class, in examples.
struct ClassCounts {
  /// Answered with the class, and rightly.
  var hits: Int
  /// Of the class.
  var examples: Int
  /// Answered with the class.
  var answers: Int

  /// a / b, 0 where b is.
  static func ratio(_ a: Int, _ b: Int) -> Double { b == 0 ? 0 : Double(a) / Double(b) }
}

extension BalancedAccuracy: ConfusionMetric {
  static func number(_ counts: ClassCounts) -> Double? {
    counts.examples == 0 ? nil : ClassCounts.ratio(counts.hits, counts.examples)
  }
}

extension MacroPrecision: ConfusionMetric {
  static func number(_ counts: ClassCounts) -> Double? { ClassCounts.ratio(counts.hits, counts.answers) }
}

extension MacroRecall: ConfusionMetric {
  static func number(_ counts: ClassCounts) -> Double? { ClassCounts.ratio(counts.hits, counts.examples) }
}

extension MacroF1: ConfusionMetric {
  static func number(_ counts: ClassCounts) -> Double? {
    ClassCounts.ratio(2 * counts.hits, counts.examples + counts.answers)
  }
}

extension ConfusionMetric {
  /// The class and the answer.
  static func numberCount(outputs: Int) -> Int { 2 }

  static func write<S: Scalar>(_ example: ExamplePrediction<S>, to numbers: UnsafeMutablePointer<Double>) {
    numbers[0] = Double(example.label)
    numbers[1] = Double(example.answer)
  }

  static func makeReduction(outputs: Int) -> any MetricReduction {
    ConfusionReduction(classes: max(outputs, 2), number: number)
  }
}

/// Counts, which are the same in any order; classes that are neither there nor answered are left out.
private struct ConfusionReduction: MetricReduction {
  private var counts: [ClassCounts]
  private let number: (ClassCounts) -> Double?

  init(classes: Int, number: @escaping (ClassCounts) -> Double?) {
    counts = [ClassCounts](repeating: ClassCounts(hits: 0, examples: 0, answers: 0), count: classes)
    self.number = number
  }

  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int) {
    for example in 0..<examples {
      let (label, answer) = (Int(numbers[2 * example]), Int(numbers[2 * example + 1]))
      counts[label].examples += 1
      counts[answer].answers += 1
      if label == answer { counts[label].hits += 1 }
    }
  }

  var value: Double {
    let numbers = counts.filter { $0.examples + $0.answers > 0 }.compactMap(number)
    return numbers.reduce(0, +) / Double(numbers.count)
  }
}
