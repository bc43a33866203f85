import Declarations
import Model

/// The keys of the marks that draw arms or their trials: each mark has those that mean something for it.
package struct MarkSpec: Sendable, Equatable {
  package var x: String?
  /// One column, or several of a `line`.
  package var y: [String] = []
  /// The metric that the cells of a heat map show.
  package var value: String?
  package var series: String?
  package var facet: String?
  package var band: BandSpec?
  package var over: [String] = []
  package var arm: [ArmCondition] = []
  package var scale = ScalesSpec()
  package var limits = MarkLimits()
  package var lines: [ReferenceLineSpec] = []
  package var names = DisplayNames()
  package var colors = ByValue<ColorSpec>()
  package var unit = UnitSpec.one
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  package var showsLegend = true

  /// The first column along the y axis.
  var onlyY: String {
    get { y.first ?? "" }
    set { y = [newValue] }
  }

  /// The mark with the columns that fit in place of each pattern along the y axis: `gradient_norm.*`.
  package func withColumns(among measured: [String]) -> MarkSpec {
    var copy = self
    copy.y = []
    for name in y {
      let fitting = name.contains("*") ? measured.filter(NamePattern(name).matches) : [name]
      copy.y += fitting.filter { !copy.y.contains($0) }
    }
    return copy
  }

  /// Every column and axis that is named.
  var columns: [String] {
    [x, value, series, facet].compactMap { $0 } + y + over + arm.map(\.axis)
  }
}

/// A panel that draws arms or their trials by their columns.
package protocol ArmMark: TrialPanel {
  var mark: MarkSpec { get set }
}

extension ArmMark {
  package var columns: [String] { mark.columns }
  package var shownTrial: [ArmCondition]? { nil }
  package var captures: CaptureSpec { CaptureSpec() }
}

extension Record where Value: ArmMark {
  /// The record of a mark that has some of the keys.
  init(
    _ mark: String, _ documentation: String, blank: Value, keys: [Field<MarkSpec>],
    unfit: [String: String] = [:]
  ) {
    self.init(
      "the panel '\(mark)'", documentation, blank: blank, fields: keys.map { $0.within(\Value.mark) },
      unfit: unfit)
  }
}

// The keys, each declared once.
extension Field where Owner == MarkSpec {
  static var x: Field { Field("x", \.x, .string, "The column along the x axis.") }
  static var y: Field { Field("y", \.onlyY, .string, required: true, "The column along the y axis.") }
  static var severalY: Field {
    Field(
      "y", \.y, .oneOrMore(of: .string, count: .within(1...20)), required: true,
      "The column along the y axis, or a list of columns, each a line of its own. gradient_norm.* is every "
        + "column that begins so: the layers.")
  }
  static var value: Field {
    Field("value", \.value, .string, "The metric that cells show: the mean over the replicates.").required
  }
  static var series: Field {
    Field(
      "series", \.series, .string,
      "The axis or derived value that gives each of its values a colour; or seed.")
  }
  static var facet: Field {
    Field(
      "facet", \.facet, .string,
      "The axis or derived value that gives each of its values a panel, all with the same axes.")
  }
  static var band: Field {
    Field(
      "band", \.band, .choice(of: "band"),
      "Around the mean over the replicates: its 95 % confidence interval, a standard deviation to each side, "
        + "from the least to the largest, or each replicate by itself; by default none along epochs, and "
        + "ci95 against an axis.")
  }
  static var errorBar: Field {
    Field(
      "band", \.band, .named("band", [.ci95, .sd, .range, .none], \.rawValue),
      "The error bars on the means over the replicates; ci95 by default.")
  }
  static var over: Field {
    Field(
      "over", \.over, .list(of: .string, count: .atLeast(1)),
      "Axes whose values are pooled: their trials count as replicates.")
  }
  static var arm: Field {
    Field(
      "where", \.arm, ArmCondition.type,
      "The trials shown: values of axes, derived values, the seed or the replicate.")
  }
  static var scale: Field {
    Field("scale", \.scale, ScalesSpec.record.type, "linear or log for each axis: {x: log}.")
  }
  static var colorScale: Field {
    Field("scale", \.scale, ScalesSpec.colorRecord.type, "linear or log for the colours: {value: log}.")
  }
  static var limits: Field {
    Field(
      "limits", \.limits, MarkLimits.record.type,
      "The ends of the axes: {y: [0, 1]}; all of the data otherwise.")
  }
  static var barLimits: Field {
    Field(
      "limits", \.limits, MarkLimits.barRecord.type,
      "The ends of the y axis: {y: [0, 1]}. Bars begin at 0, which has to be one of them or between them.")
  }
  static var lines: Field {
    Field(
      "lines", \.lines, .list(of: ReferenceLineSpec.markRecord.type),
      "Lines across the whole panel: {y: 0.9, label: goal}.")
  }
  static var names: Field {
    Field(
      "names", \.names, DisplayNames.type,
      "What is written for a value or column: {relu: ReLU}; as the file has it otherwise.")
  }
  static var colors: Field {
    Field(
      "colors", \.colors, ByValue.type(of: .named("color", ColorSpec.ofSeries, \.rawValue)),
      "The colour of a value of the series, or of a column where there is no series: {relu: red}.")
  }
  static var unit: Field {
    Field("unit", \.unit, .choice(of: "unit"), "How the metric is shown: percent is 100 times the number.")
  }
  static var title: Field { Field("title", \.title, .string, "The title of the panel.") }
  static var xLabel: Field {
    Field("x_label", \.xLabel, .string, "The label of the x axis; the column's name otherwise.")
  }
  static var yLabel: Field {
    Field("y_label", \.yLabel, .string, "The label of the y axis; the column's name otherwise.")
  }
  static var legend: Field {
    Field("legend", \.showsLegend, .boolean, "Whether there is a legend.")
  }
}
