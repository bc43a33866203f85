import Model

extension AUC: ExampleMetric {
  /// The class, and a score of each class; of two classes one, how far the second is ahead.
  static func numberCount(outputs: Int) -> Int { outputs <= 2 ? 2 : 1 + outputs }

  static func write<S: Scalar>(_ example: ExamplePrediction<S>, to numbers: UnsafeMutablePointer<Double>) {
    numbers[0] = Double(example.label)
    let y = example.outputs
    switch y.count {
    case 1: numbers[1] = Double(y[0])
    case 2: numbers[1] = Double(y[1]) - Double(y[0])
    default:
      let sum = example.logarithmOfSum
      for label in 0..<y.count { numbers[1 + label] = example.score(of: label, sum) }
    }
  }

  static func makeReduction(outputs: Int) -> any MetricReduction { AUCReduction(outputs: outputs) }
}

/// Keeps labels and scores until the value is asked for.
private struct AUCReduction: MetricReduction {
  private let scoreCount: Int
  private var labels: [Int] = []
  /// Of each score, those of all examples.
  private var scores: [[Double]]

  init(outputs: Int) {
    scoreCount = AUC.numberCount(outputs: outputs) - 1
    scores = [[Double]](repeating: [], count: scoreCount)
  }

  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int) {
    for example in 0..<examples {
      let start = numbers + example * (1 + scoreCount)
      labels.append(Int(start[0]))
      for place in 0..<scoreCount { scores[place].append(start[1 + place]) }
    }
  }

  /// The mean over the classes of which there are examples, and examples of others; not a number where there
  /// is none.
  var value: Double {
    let areas = scores.enumerated().compactMap { place, scores in
      area(scores, isPositive: { labels[$0] == (scoreCount == 1 ? 1 : place) })
    }
    return areas.reduce(0, +) / Double(areas.count)
  }

  /// The share of the pairs of a positive and a negative example in which the positive one has the larger
  /// score; equal scores count one half. By ranks (Mann and Whitney 1947): half ranks are exact, and so is
  /// their sum.
  private func area(_ scores: [Double], isPositive: (Int) -> Bool) -> Double? {
    guard !scores.contains(where: \.isNaN) else { return .nan }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (positives, ranks, first) = (0, 0.0, 0)
    while first < order.count {
      var last = first
      while last + 1 < order.count, scores[order[last + 1]] == scores[order[first]] { last += 1 }
      let count = order[first...last].count(where: isPositive)
      positives += count
      ranks += Double(count) * (Double(first + last) / 2 + 1)
      first = last + 1
    }
    let negatives = order.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    return (ranks - Double(positives) * Double(positives + 1) / 2) / (Double(positives) * Double(negatives))
  }
}
