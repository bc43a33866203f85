/// The mean over examples and outputs of |output − target|.
package struct MeanAbsolute: Metric {
  package static let name = "mae"
  package static let documentation = "The mean over examples and outputs of |output - target|."
  package static let title = "MAE"
  package static let unit = MetricUnit.number
  package static let isHigherBetter = false
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.values

  package init() {}
}

/// The root of the mean over examples and outputs of (output − target)².
package struct RootMeanSquare: Metric {
  package static let name = "rmse"
  package static let documentation = "The root of the mean over examples and outputs of (output - target)²."
  package static let title = "RMSE"
  package static let unit = MetricUnit.number
  package static let isHigherBetter = false
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.values

  package init() {}
}

/// The coefficient of determination: 1 − Σ (output − target)² / Σ (target − mean target)², the mean of that
/// of each output. An output whose targets are all the same counts 1 where they are all met, else 0.
package struct R2: Metric {
  package static let name = "r2"
  package static let documentation =
    "The coefficient of determination: 1 - Σ (output - target)² / Σ (target - mean target)², the mean "
    + "of that of each output. An output whose targets are all the same counts 1 where they are all "
    + "met, else 0."
  package static let title = "R2"
  package static let unit = MetricUnit.number
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.values

  package init() {}
}
