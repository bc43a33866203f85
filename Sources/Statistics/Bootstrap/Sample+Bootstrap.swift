/// How an interval is read off the bootstrap's means.
package enum BootstrapInterval: String, CaseIterable, Sendable {
  /// Their quantiles at (1 - level)/2 and (1 + level)/2 (B. Efron, "Bootstrap methods", 1979).
  case percentile
  /// Bias-corrected and accelerated: quantiles at levels moved for the median's bias and for the skewness
  /// (B. Efron, "Better bootstrap confidence intervals", 1987, equations 2.3 and 6.5).
  case bca
}

extension Sample {
  /// The bootstrap interval of the mean. Resamples are drawn one after the other, each by n bounded integers.
  ///
  /// `nil` for one value, without resamples, or for a level that is not between 0 and 1. Of equal values it
  /// is the value.
  package func bootstrapInterval(
    _ interval: BootstrapInterval = .bca, level: Double = 0.95, resamples: Int = 10_000,
    using generator: inout some RandomNumberGenerator
  ) -> ConfidenceInterval? {
    guard count > 1, resamples > 0, level > 0, level < 1 else { return nil }
    if min == max { return ConfidenceInterval(lower: min, upper: max) }
    let deviations = values.map { $0 - mean }
    // Sums of deviations in ascending index order, so that no bits depend on the order of the draws, and a
    // large mean costs none.
    let means = (0..<resamples).map { _ in
      zip(generator.resample(count), deviations).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(count)
    }.sorted()
    var levels = (lower: (1 - level) / 2, upper: 1 - (1 - level) / 2)
    if interval == .bca {
      let correction = BiasCorrection(means: means, deviations: deviations, rounding: meanRounding)
      levels = (correction.level(levels.lower), correction.level(levels.upper))
    }
    let ends = [levels.lower, levels.upper].map { mean + Self.quantile($0, of: means) }
    return ConfidenceInterval(lower: ends[0], upper: ends[1])
  }

  /// How far the mean of a resample may be from the sample's and equal it but for rounding.
  private var meanRounding: Double { 0x1p-50 * Swift.max(abs(min), abs(max)) }
}

/// The two numbers of the BCa interval.
private struct BiasCorrection {
  /// z₀, the normal quantile of the part of the means below the sample's.
  let bias: Double
  /// a, a sixth of the skewness of the jackknife's means.
  let acceleration: Double

  /// From the ascending means of the resamples, less the sample's, and the sample's deviations from its mean,
  /// to which the jackknife's means are proportional.
  init(means: [Double], deviations: [Double], rounding: Double) {
    let below = means.count { $0 < -rounding }
    let equal = means.count { abs($0) <= rounding }
    // Equal means count half. Where all lie on one side, half a mean is put on the other.
    let half = 0.5 / Double(means.count)
    let part = (Double(below) + 0.5 * Double(equal)) / Double(means.count)
    bias = NormalDistribution().quantile(Swift.min(1 - half, Swift.max(half, part)))
    let largest = deviations.reduce(0) { Swift.max($0, abs($1)) }
    let scaled = deviations.map { $0 / largest }
    let squares = scaled.reduce(0) { $0 + $1 * $1 }
    acceleration = scaled.reduce(0) { $0 + $1 * $1 * $1 } / (6 * squares * squares.squareRoot())
  }

  /// The level to read the quantile at.
  func level(_ p: Double) -> Double {
    let normal = NormalDistribution()
    let z = bias + normal.quantile(p)
    let stretch = 1 - acceleration * z
    // Beyond its pole the formula has no meaning; the level was 0 or 1 there already.
    guard stretch > 0 else { return z < 0 ? 0 : 1 }
    return normal.cdf(bias + z / stretch)
  }
}
