import Declarations

/// Lines through the rows of `epochs.csv`, one for each arm: the mean over its replicates.
package struct LinePanel: TrialPanel {
  package var x = "epoch"
  package var y = ""
  package var series: String?
  package var arm: [ArmCondition] = []
  package var names = DisplayNames()
  package var unit = UnitSpec.one
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?

  package static let name = "line"

  package static let record = Record(
    "the panel 'line'",
    "Lines through the epochs, one for each arm: the mean over its replicates. "
      + "Every axis is the series or fixed by 'where'.",
    blank: LinePanel(),
    fields: [
      Field("x", \.x, .string, "The column along the x axis."),
      Field("y", \.y, .string, required: true, "The column along the y axis."),
      Field("series", \.series, .string, "The axis or derived value that gives a line each."),
      Field("where", \.arm, ArmCondition.type, "The arms shown: values of axes."),
      Field(
        "names", \.names, DisplayNames.type,
        "What the legend calls a value of the series: {relu: ReLU}; as the file has it otherwise."),
      Field("unit", \.unit, .choice(of: "unit"), "How y is shown: percent is 100 times the number."),
      Field("title", \.title, .string, "The title of the panel."),
      Field("x_label", \.xLabel, .string, "The label of the x axis; the column's name otherwise."),
      Field("y_label", \.yLabel, .string, "The label of the y axis; the column's name otherwise."),
    ])

  package var columns: [String] { [x, y] + (series.map { [$0] } ?? []) }
  package var shownTrial: [ArmCondition]? { nil }
  package var captures: CaptureSpec { CaptureSpec() }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    report.checkMeasured(x, besides: ["epoch"], at: path + ["x"], &faults)
    report.checkMeasured(y, at: path + ["y"], &faults)
    report.check(arm, at: path, &faults)
    if let series {
      guard report.checkSeries(series, at: path + ["series"], &faults) else { return }
      if let values = report.values(of: series) { names.check(against: values, &faults) }
    }
    // A line is an arm: what tells arms apart is in the legend, or the same for all lines.
    report.checkCover(of: Self.name, by: series, and: arm, at: path, &faults)
  }
}

package enum UnitSpec: String, Sendable, Equatable, CaseIterable {
  /// The number as it is.
  case one
  /// The number times 100.
  case percent
}
