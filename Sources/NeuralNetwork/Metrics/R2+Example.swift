import Model

extension R2: ExampleMetric {
  /// Each output with its target.
  static func numberCount(outputs: Int) -> Int { 2 * outputs }

  static func write<S: Scalar>(_ example: ExamplePrediction<S>, to numbers: UnsafeMutablePointer<Double>) {
    let y = example.outputs
    for place in 0..<y.count {
      numbers[2 * place] = Double(y[place])
      numbers[2 * place + 1] = example.targets.map { Double($0[place]) } ?? .nan
    }
  }

  static func makeReduction(outputs: Int) -> any MetricReduction { R2Reduction(outputs: outputs) }
}

/// The sums of squares of each output: those around the mean by Welford's recurrence (1962).
private struct R2Reduction: MetricReduction {
  private struct Sums {
    var mean = 0.0
    /// Σ (target − mean)²
    var spread = 0.0
    /// Σ (output − target)²
    var error = 0.0
  }

  private var sums: [Sums]
  private var count = 0

  init(outputs: Int) { sums = [Sums](repeating: Sums(), count: outputs) }

  mutating func add(_ numbers: UnsafePointer<Double>, examples: Int) {
    for example in 0..<examples {
      count += 1
      for place in sums.indices {
        let start = numbers + 2 * (example * sums.count + place)
        let (y, t) = (start[0], start[1])
        let difference = t - sums[place].mean
        sums[place].mean += difference / Double(count)
        sums[place].spread += difference * (t - sums[place].mean)
        sums[place].error += (y - t) * (y - t)
      }
    }
  }

  var value: Double {
    let parts = sums.map { sums in
      sums.spread == 0 ? (sums.error == 0 ? 1 : 0) : 1 - sums.error / sums.spread
    }
    return parts.reduce(0, +) / Double(parts.count)
  }
}
