/// Where the panels of a figure stand.
struct FigureGrid {
  let size: Size
  let layouts: [PanelLayout]
  /// The rectangle of each panel's plot.
  let plots: [Rect]
  /// The legend of all panels, and its upper edge.
  let legend: (layout: LegendLayout, y: Double)?

  init(_ figure: Figure) {
    let shared = figure.sharesLegend ? SharedLegend.entries(of: figure.panels) : nil
    let panels = shared == nil ? figure.panels : figure.panels.map(\.withoutLegend)
    let count = panels.count
    let columns = min(max(figure.columns ?? min(count, 3), 1), max(count, 1))
    let rows = (count + columns - 1) / columns
    let titleHeight = (figure.title ?? "").isEmpty ? 0.0 : 36.0
    let natural =
      columns == 1
      ? panels.map(\.preferredWidth).max() ?? 800 : max(1200, 300 * Double(columns))
    let given = figure.size.map { Size(width: Self.length($0.width), height: Self.length($0.height)) }
    let width = given?.width ?? natural
    let cellWidth = width / Double(columns)
    let legendLayout = shared.map { LegendLayout($0, width: width - 20) }
    let legendHeight = legendLayout?.size.height ?? 0

    func indices(inRow row: Int) -> Range<Int> { row * columns..<min((row + 1) * columns, count) }
    func indices(inColumn column: Int) -> StrideTo<Int> { stride(from: column, to: count, by: columns) }

    var rowHeights = (0..<rows).map { row in
      indices(inRow: row).map { panels[$0].naturalHeight(width: cellWidth) }.max() ?? 0
    }
    if let height = given?.height {
      let natural = rowHeights.reduce(0, +)
      let factor = natural > 0 ? max(height - titleHeight - legendHeight, 1) / natural : 1
      rowHeights = rowHeights.map { $0 * factor }
    }
    let layouts = panels.enumerated().map { index, panel in
      panel.layOut(in: Size(width: cellWidth, height: rowHeights[index / columns]))
    }
    let rowInsets = (0..<rows).map { row in
      indices(inRow: row).reduce(Insets()) { $0.union(layouts[$1].insets) }
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
      for (column, _) in indices(inRow: row).enumerated() {
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
    let height = given?.height ?? max(y + legendHeight, 1)
    legend = legendLayout.map { ($0, y) }
    size = Size(width: width, height: height)
  }

  private static func length(_ value: Double) -> Double { value.isNaN ? 1 : min(max(value, 1), 1e6) }
}

/// The legend that the panels of a figure have in common.
package enum SharedLegend {
  /// Panels of which each legend says what the first one's says: of those the first alone has it.
  package static func once(_ panels: [any Panel]) -> [any Panel] {
    guard let first = panels.first, let all = entries(of: panels), all == first.sharableLegend else {
      return panels
    }
    return [first] + panels.dropFirst().map(\.withoutLegend)
  }

  /// What the panels name, each once; nil where fewer than two have a legend, or where they name different
  /// things or draw one thing differently. What one panel has nothing of is as the others draw it.
  package static func entries(of panels: [any Panel]) -> [LegendEntry]? {
    let legends = panels.map(\.sharableLegend).filter { !$0.isEmpty }
    guard let first = legends.first, legends.count > 1 else { return nil }
    var places: [String: Int] = [:]
    var entries: [LegendEntry] = []
    for entry in legends.joined() {
      if let place = places[entry.label] {
        if entries[place].sample == .missing { entries[place] = entry }
        guard entry.sample == .missing || entries[place] == entry else { return nil }
      } else {
        places[entry.label] = entries.count
        entries.append(entry)
      }
    }
    // Legends of which some share nothing with the first are no legend of one figure.
    let labels = Set(first.map(\.label))
    let isCommon = legends.allSatisfy { legend in legend.contains { labels.contains($0.label) } }
    return isCommon ? entries : nil
  }
}
