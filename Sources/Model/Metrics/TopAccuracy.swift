/// The share of the examples whose class is among the `count` largest outputs; of equal outputs the first are
/// taken as the larger.
package struct TopAccuracy<let count: Int>: Metric {
  package static var name: String { "top_\(count)_accuracy" }
  package static var documentation: String {
    "The share of the examples whose class is among the \(count) largest outputs; of equal outputs the first "
      + "are taken as the larger."
  }
  package static var title: String { "Top-\(count) Accuracy" }
  package static var unit: MetricUnit { .fraction }
  package static var isHigherBetter: Bool { true }
  package static var usualSplit: SplitName { .test }
  package static var need: MetricNeed { .moreOutputs(than: count) }

  package init() {}
}
