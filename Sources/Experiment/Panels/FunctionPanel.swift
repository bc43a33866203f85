import Declarations

/// The curves of columns against the variable, with reference lines.
package struct FunctionPanel: DeclaredByRecord, Equatable {
  package var y: [String] = []
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  package var xLimits: LimitsSpec?
  package var yLimits: LimitsSpec?
  package var lines: [ReferenceLineSpec] = []
  package var labels: [Named<String>] = []
  package var colors: [Named<ColorSpec>] = []
  package var showsLegend: Bool?

  package static let name = "function"

  package static let record = Record<FunctionPanel>(
    "the panel 'function'", "Columns against the variable, a curve each.", blank: FunctionPanel(),
    fields: [
      Field(
        "y", \.y, .list(of: .string, count: .within(1...100)), required: true,
        "The columns to draw: functions, or NAME_derivative."),
      Field("title", \.title, .string, "The title of the panel."),
      Field("x_label", \.xLabel, .string, "The label of the x axis; the variable's name otherwise."),
      Field("y_label", \.yLabel, .string, "The label of the y axis."),
      Field("x_limits", \.xLimits, LimitsSpec.type, "The ends of the x axis; all of the data otherwise."),
      Field("y_limits", \.yLimits, LimitsSpec.type, "The ends of the y axis; all of the data otherwise."),
      Field("lines", \.lines, .list(of: ReferenceLineSpec.record.type), "Lines across the whole panel."),
      Field("labels", \.labels, .mapping(of: .string, names: .string), "What the legend calls a column."),
      Field(
        "colors", \.colors, .mapping(of: .choice(of: "color"), names: .string),
        "The colour of a column; one of ten in turn otherwise."),
      Field(
        "legend", \.showsLegend, .boolean,
        "Whether curves are in the legend; by default they are where there are several."),
    ])
}
