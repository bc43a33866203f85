/// The examples that are answered wrongly: with an output on the other side of 0.5 than its target.
package struct Errors: Metric {
  package static let name = "errors"
  package static let documentation =
    "The number of examples that are answered wrongly: with an output on the other side of 0.5 than "
    + "its target."
  package static let title = "Errors"
  package static let unit = MetricUnit.count
  package static let isHigherBetter = false
  package static let usualSplit = SplitName.train
  package static let need = MetricNeed.perceptron

  package init() {}
}
