import Declarations
import Model

/// A figure of one or more panels of the sorts that a kind of experiment can draw.
package struct FigureSpec<Panel: Sendable>: Sendable, Equatable {
  package var name = ""
  package var title: String?
  @AnyValue package var panels: [Panel] = []

  static func record(_ panel: ValueType<Panel>) -> Record<FigureSpec> {
    Record(
      "the figure", "A figure of one or more panels side by side.", blank: FigureSpec(),
      fields: [
        Field("name", \.name, .fileName, required: true, "The name of the file, without .svg."),
        Field("title", \.title, .string, "A title above all panels."),
        Field(
          "panels", \.panels, .list(of: panel, count: .within(1...16)), required: true,
          "The panels, from left to right."),
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
