import Declarations

/// A figure of one or more panels of the sorts that a kind of experiment can draw.
package struct PanelFigureSpec<Panel: Sendable & Equatable>: Sendable, Equatable {
  package var name = ""
  package var title: String?
  package var panels: [Panel] = []

  static func record(_ panel: ValueType<Panel>) -> Record<PanelFigureSpec> {
    Record(
      "the figure", "A figure of one or more panels side by side.", blank: PanelFigureSpec(),
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
package struct FiguresSpec<Panel: Sendable & Equatable>: Sendable, Equatable {
  package var figures: [PanelFigureSpec<Panel>] = []

  static func record(_ panel: ValueType<Panel>) -> Record<FiguresSpec> {
    Record(
      "the report", "The figures.", blank: FiguresSpec(),
      fields: [
        Field(
          "figures", \.figures, .list(of: PanelFigureSpec.record(panel).type), "Figures, one SVG file each.")
      ])
  }
}
