import Declarations
import Model

/// What is left behind besides the CSV files: the summary table and the figures.
package struct ReportSpec: Sendable, Equatable {
  /// Columns of the summary table; the axes and final metrics where it is empty.
  package var table: [String] = []
  package var figures: [FigureSpec<any TrialPanel>] = []
  package var predictions: PredictionsSpec?
  package var parameters = false
  package var model = false
  /// Measurements of which the best one over the epochs is a column too.
  package var best: [String] = []
  package var interval = IntervalSpec.t
  /// Axes whose values are pooled: their trials count as replicates.
  package var over: [String] = []

  static let record = Record<ReportSpec>(
    "the report", "The summary table and the figures.", blank: ReportSpec(),
    fields: [
      Field(
        "table", \.table, .list(of: .string, count: .atLeast(1)),
        "The columns of the summary table: axes, derived values, metrics, parameters, ... An axis that is no "
          + "column has to be pooled by 'over'."),
      Field(
        "figures", \.figures, .list(of: FigureSpec.record(TrialPanels.type).type),
        "Figures, one SVG file each."
      ),
      Field(
        "predictions", \.predictions, PredictionsSpec.record.type,
        "A table of what the trained model answers to examples, predictions.csv."),
      Field(
        "parameters", \.parameters, .boolean, "A table of the initial and final parameters, parameters.csv."),
      Field("model", \.model, .boolean, "A table of the layers with their shapes and parameters, model.csv."),
      Field(
        "best", \.best, .oneOrMore(of: .string),
        "Measurements of which the best one over the recorded epochs is a column too: test_accuracy gives "
          + "best_test_accuracy."),
      Field(
        "over", \.over, .oneOrMore(of: .string),
        "Axes whose values are pooled in summary.csv and the summary table, as those of folds: their trials "
          + "count as replicates."),
      Field(
        "interval", \.interval, IntervalSpec.type,
        "How the 95 % confidence intervals of means in summary.csv are made."),
    ])

  /// Every column that the report names.
  var columns: [String] { table + figures.flatMap(\.panels).flatMap(\.columns) }
}

/// The examples that a trained model answers.
package struct PredictionsSpec: Sendable, Hashable {
  package var split = SplitName.test
  package var count: Int?

  static let record = Record<PredictionsSpec>(
    "predictions", "The examples that the trained model answers.", blank: PredictionsSpec(),
    fields: [
      Field("split", \.split, .choice(of: "split"), "Training, validation or test examples."),
      Field("count", \.count, .integer(.atLeast(1)), "The first so many of them; all where nothing is said."),
    ])
}
