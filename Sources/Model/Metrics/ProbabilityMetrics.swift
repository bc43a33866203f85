/// The mean over the examples of −log(the probability that the network gives their class).
package struct LogLoss: Metric {
  package static let name = "log_loss"
  package static let documentation =
    "The mean over the examples of -log(the probability that the network gives their class)."
  package static let title = "Log Loss"
  package static let unit = MetricUnit.number
  package static let isHigherBetter = false
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.probabilities

  package init() {}
}

/// exp of the mean over the examples of −log(the probability that the network gives their class).
package struct Perplexity: Metric {
  package static let name = "perplexity"
  package static let documentation = "exp of the log loss."
  package static let title = "Perplexity"
  package static let unit = MetricUnit.number
  package static let isHigherBetter = false
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.probabilities

  package init() {}
}
