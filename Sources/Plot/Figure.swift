/// A figure: panels side by side under a common title, written as one SVG file.
///
/// The file is the same bytes on every machine. Its text is text, its colours follow the viewer's
/// light or dark scheme, and a title and a description say what it shows.
package struct Figure: Sendable {
  /// The name of the file, without its extension.
  package var name: String
  package var title: String?
  package var panels: [any Panel]
  /// How many panels stand side by side; at most three where nothing is said.
  package var columns: Int?
  /// The size in pixels; what suits the panels where nothing is said. No figure is smaller than a pixel or
  /// larger than a million.
  package var size: Size?
  /// Whether panels whose legends name the same things alike have one legend together, below all of them.
  package var sharesLegend: Bool

  package init(
    name: String, title: String? = nil, panels: [any Panel], columns: Int? = nil, size: Size? = nil,
    sharesLegend: Bool = true
  ) {
    self.name = name
    self.title = title
    self.panels = panels
    self.columns = columns
    self.size = size
    self.sharesLegend = sharesLegend
  }

  /// The figure as the text of an SVG file.
  package var svg: String {
    let grid = FigureGrid(self)
    var svg = SVGWriter(identifierPrefix: name)
    let width = coordinate(grid.size.width)
    let height = coordinate(grid.size.height)
    svg.group(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img", "font-family": Font.family,
        "class": Paint.ink.className, "color": Paint.ink.light, "fill": "currentColor",
      ]
    ) { svg in
      svg.element("title", content: accessibleTitle)
      svg.element("desc", content: panels.map(\.summary).joined(separator: " "))
      svg.element("style", content: Paint.darkStyleSheet)
      svg.painted(.background) {
        $0.filledRect(Rect(x: 0, y: 0, width: grid.size.width, height: grid.size.height))
      }
      if let title, !title.isEmpty {
        let fitted = FittedText(title, size: Font.figureTitle, width: grid.size.width - 40)
        svg.text(
          fitted.text, at: Point(x: grid.size.width / 2, y: 27), size: fitted.size, anchor: .middle)
      }
      for (layout, plot) in zip(grid.layouts, grid.plots) {
        svg.group { layout.draw(plot, &$0) }
      }
      if let legend = grid.legend {
        let size = legend.layout.size
        let place = Point(x: (grid.size.width - size.width) / 2, y: legend.y)
        svg.group { legend.layout.draw(at: place, to: &$0) }
      }
      if !svg.sequentialSteps.isEmpty {
        svg.element("style", content: Paint.darkStyleSheet(sequentialSteps: svg.sequentialSteps))
      }
    }
    return svg.text
  }

  private var accessibleTitle: String {
    if let title, !title.isEmpty { return title }
    return name
  }
}
