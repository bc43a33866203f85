import Declarations
import Model

/// A figure of one or more panels of the sorts that a kind of experiment can draw.
package struct FigureSpec<Panel: Sendable>: Sendable, Equatable {
  package var name = ""
  package var title: String?
  /// How many panels stand side by side; at most three where nothing is said.
  package var columns: Int?
  @AnyValue package var panels: [Panel] = []

  static func record(_ panel: ValueType<Panel>) -> Record<FigureSpec> {
    Record(
      "the figure", "A figure of one or more panels, with one legend where they have one in common.",
      blank: FigureSpec(),
      fields: [
        Field("name", \.name, .fileName, required: true, "The name of the file, without .svg."),
        Field("title", \.title, .string, "A title above all panels."),
        Field(
          "columns", \.columns, .integer(.within(1...8)),
          "How many panels stand side by side; at most three where nothing is said."),
        Field(
          "panels", \.panels, .list(of: panel, count: .within(1...16)), required: true,
          "The panels, from left to right and row by row."),
      ])
  }
}

/// The figures of an experiment whose tables need no declaration.
package struct FiguresSpec<Panel: Sendable>: Sendable, Equatable {
  package var figures: [FigureSpec<Panel>] = []

  static func record(_ panel: ValueType<Panel>) -> Record<FiguresSpec> {
    Record(
      "the report", "The figures.", blank: FiguresSpec(),
      fields: [
        Field(
          "figures", \.figures, .list(of: FigureSpec.record(panel).type), "Figures, one SVG file each.")
      ])
  }
}
