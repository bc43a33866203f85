/// The share of the examples that are answered rightly: whose largest output is that of their class, or
/// whose single output lies on the same side of 0.5 as the target.
package struct Accuracy: Metric {
  package static let name = "accuracy"
  package static let documentation =
    "The share of the examples that are answered rightly: whose largest output is that of their "
    + "class, or whose single output is on the same side of the loss's threshold as the target."
  package static let title = "Accuracy"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}
