import Declarations

/// What is left behind besides the CSV files: the summary table and the figures.
package struct ReportSpec: Sendable, Equatable {
  /// Columns of the summary table; the axes and final metrics where it is empty.
  package var table: [String] = []
  package var figures: [FigureSpec] = []
  package var predictions: PredictionsSpec?
  package var parameters = false
  package var model = false

  static let record = Record(
    "the report", "The summary table and the figures.", blank: ReportSpec(),
    fields: [
      Field(
        "table", \.table, .list(of: .string, count: .atLeast(1)),
        "The columns of the summary table: axes, derived values, metrics, parameters, ..."),
      Field(
        "figures", \.figures, .list(of: FigureSpec.record(PanelSpec.type).type), "Figures, one SVG file each."
      ),
      Field(
        "predictions", \.predictions, PredictionsSpec.record.type,
        "A table of what the trained model answers to examples, predictions.csv."),
      Field(
        "parameters", \.parameters, .boolean, "A table of the initial and final parameters, parameters.csv."),
      Field("model", \.model, .boolean, "A table of the layers with their shapes and parameters, model.csv."),
    ])
}

package typealias FigureSpec = PanelFigureSpec<PanelSpec>

package enum PanelSpec: Sendable, Equatable {
  case line(LinePanelSpec)
  case decisionBoundary(DecisionBoundaryPanelSpec)
  case imageGrid(ImageGridPanelSpec)
  case confusionMatrix(ConfusionMatrixPanelSpec)

  static let type = ValueType<PanelSpec>.alternatives(
    "panel",
    [
      Alternative("line", LinePanelSpec.record, wrap: PanelSpec.line) {
        if case .line(let spec) = $0 { spec } else { nil }
      },
      Alternative("decision_boundary", DecisionBoundaryPanelSpec.record, wrap: PanelSpec.decisionBoundary) {
        if case .decisionBoundary(let spec) = $0 { spec } else { nil }
      },
      Alternative("image_grid", ImageGridPanelSpec.record, wrap: PanelSpec.imageGrid) {
        if case .imageGrid(let spec) = $0 { spec } else { nil }
      },
      Alternative("confusion_matrix", ConfusionMatrixPanelSpec.record, wrap: PanelSpec.confusionMatrix) {
        if case .confusionMatrix(let spec) = $0 { spec } else { nil }
      },
    ])
}

package enum UnitSpec: String, Sendable, Equatable, CaseIterable {
  /// The number as it is.
  case one
  /// The number times 100.
  case percent
}

/// Lines through the rows of `epochs.csv`, one for each value of an axis.
package struct LinePanelSpec: Sendable, Equatable {
  package var x = "epoch"
  package var y = ""
  package var series: String?
  package var arm: [ArmCondition] = []
  package var names: [Named<String>] = []
  package var unit = UnitSpec.one
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?

  static let record = Record(
    "the panel 'line'",
    "Lines through the epochs, one for each arm: the mean over its replicates. Every axis is the series or fixed by 'where'.",
    blank: LinePanelSpec(),
    fields: [
      Field("x", \.x, .string, "The column along the x axis."),
      Field("y", \.y, .string, required: true, "The column along the y axis."),
      Field("series", \.series, .string, "The axis or derived value that gives a line each."),
      Field("where", \.arm, ArmCondition.type, "The arms shown: values of axes."),
      Field(
        "names", \.names, .mapping(of: .string, names: .string),
        "What the legend calls a value of the series: {relu: ReLU}; as the file has it otherwise."),
      Field("unit", \.unit, .choice(of: "unit"), "How y is shown: percent is 100 times the number."),
      Field("title", \.title, .string, "The title of the panel."),
      Field("x_label", \.xLabel, .string, "The label of the x axis; the column's name otherwise."),
      Field("y_label", \.yLabel, .string, "The label of the y axis; the column's name otherwise."),
    ])
}
