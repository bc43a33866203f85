/// One picture in a figure: axes with curves, a grid of images, a table of numbers, a graph.
///
/// A new kind of picture is a new type that conforms to this; the figure needs no change.
package protocol Panel: Sendable {
  /// What the panel shows, in a sentence for those who do not see it.
  var summary: String { get }

  /// The width that suits the panel where it stands alone, in pixels.
  var preferredWidth: Double { get }

  /// The height that suits the panel in a cell of this width, in pixels.
  func naturalHeight(width: Double) -> Double

  /// What the panel's legend has; empty where it has none or where its place is given.
  var sharableLegend: [LegendEntry] { get }

  /// The panel without its legend, which the figure shows for all.
  var withoutLegend: any Panel { get }

  /// Measures the panel for a cell of the figure.
  func layOut(in cell: Size) -> PanelLayout
}

extension Panel {
  package var preferredWidth: Double { 800 }
  package var sharableLegend: [LegendEntry] { [] }
  package var withoutLegend: any Panel { self }
}

/// A measured panel: the room for its labels, and how it is drawn once its place is known.
///
/// The figure gives all panels of a column the same left and right insets and all of a row the same
/// upper and lower ones, so that the frames line up.
package struct PanelLayout {
  /// The room that titles and labels need around the plot.
  let insets: Insets
  /// Draws the panel, labels included, with its plot in a rectangle.
  let draw: (Rect, inout SVGWriter) -> Void
}
