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

  package init(
    name: String, title: String? = nil, panels: [any Panel], columns: Int? = nil, size: Size? = nil
  ) {
    self.name = name
    self.title = title
    self.panels = panels
    self.columns = columns
    self.size = size
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
    }
    return svg.text
  }

  private var accessibleTitle: String {
    if let title, !title.isEmpty { return title }
    return name
  }
}

/// Where the panels of a figure stand.
private struct FigureGrid {
  let size: Size
  let layouts: [PanelLayout]
  /// The rectangle of each panel's plot.
  let plots: [Rect]

  init(_ figure: Figure) {
    let count = figure.panels.count
    let columns = min(max(figure.columns ?? min(count, 3), 1), max(count, 1))
    let rows = (count + columns - 1) / columns
    let titleHeight = (figure.title ?? "").isEmpty ? 0.0 : 36.0
    let natural =
      columns == 1
      ? figure.panels.map(\.preferredWidth).max() ?? 800 : max(1200, 300 * Double(columns))
    let given = figure.size.map { Size(width: Self.length($0.width), height: Self.length($0.height)) }
    let width = given?.width ?? natural
    let cellWidth = width / Double(columns)

    func panels(inRow row: Int) -> Range<Int> { row * columns..<min((row + 1) * columns, count) }
    func indices(inColumn column: Int) -> StrideTo<Int> { stride(from: column, to: count, by: columns) }

    var rowHeights = (0..<rows).map { row in
      panels(inRow: row).map { figure.panels[$0].naturalHeight(width: cellWidth) }.max() ?? 0
    }
    if let height = given?.height {
      let natural = rowHeights.reduce(0, +)
      let factor = natural > 0 ? max(height - titleHeight, 1) / natural : 1
      rowHeights = rowHeights.map { $0 * factor }
    }
    let layouts = figure.panels.enumerated().map { index, panel in
      panel.layOut(in: Size(width: cellWidth, height: rowHeights[index / columns]))
    }
    let rowInsets = (0..<rows).map { row in
      panels(inRow: row).reduce(Insets()) { $0.union(layouts[$1].insets) }
    }
    let columnInsets = (0..<columns).map { column in
      indices(inColumn: column).reduce(Insets()) { $0.union(layouts[$1].insets) }
    }

    // Every plot is as wide as the others of the figure, whatever room its labels take.
    let labels = columnInsets.reduce(0.0) { $0 + $1.left + $1.right }
    let plotWidth = max((width - labels) / Double(columns), 1)
    var plots: [Rect] = []
    var y = titleHeight
    for row in 0..<rows {
      var x = 0.0
      let insets = rowInsets[row]
      for (column, _) in panels(inRow: row).enumerated() {
        plots.append(
          Rect(
            x: x + columnInsets[column].left, y: y + insets.top, width: plotWidth,
            height: max(rowHeights[row] - insets.top - insets.bottom, 1)))
        x += columnInsets[column].left + plotWidth + columnInsets[column].right
      }
      y += rowHeights[row]
    }
    self.layouts = layouts
    self.plots = plots
    size = Size(width: width, height: given?.height ?? max(y, 1))
  }

  private static func length(_ value: Double) -> Double { value.isNaN ? 1 : min(max(value, 1), 1e6) }
}
