/// A table of numbers whose cells are shaded by value: a confusion matrix, a metric over two axes.
package struct HeatMap: Panel {
  /// How a value becomes a colour.
  package enum Shading: Sendable, Equatable {
    /// Cells of positive value are blue, of negative value red, the stronger the larger.
    case signed
    /// Sequential colours, which the bar explains; values without a place on the scale are crossed out, cells
    /// without a value are left blank.
    case sequential(ColorBar)
  }

  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  package var columnNames: [String]
  package var rowNames: [String]
  /// A row of values for each row name, a value for each column name; nil where there is nothing to show.
  package var values: [[Double?]]
  /// What stands in the cells, in the order of the values.
  package var texts: [[String]]
  package var shading: Shading
  /// A sentence under the panel.
  package var note: String?

  package init(
    title: String? = nil, xLabel: String? = nil, yLabel: String? = nil, columnNames: [String],
    rowNames: [String], values: [[Double?]], texts: [[String]] = [],
    shading: Shading = .signed, note: String? = nil
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.columnNames = columnNames
    self.rowNames = rowNames
    self.values = values
    self.texts = texts
    self.shading = shading
    self.note = note
  }

  /// How often each true class was predicted to be each class: counts by true class, then predicted.
  package static func confusionMatrix(
    title: String?, classNames: [String], counts: [[Int]]
  ) -> HeatMap {
    HeatMap(
      title: title, xLabel: "Predicted", yLabel: "True", columnNames: classNames, rowNames: classNames,
      values: counts.map { $0.map(Double.init) }, texts: counts.map { $0.map(String.init) })
  }

  package var summary: String {
    var text = title ?? "Heat map"
    if let xLabel, let yLabel { text += ": \(yLabel) by \(xLabel)" }
    return text + "; \(rowNames.count) rows, \(columnNames.count) columns." + (note.map { " " + $0 } ?? "")
  }

  /// The value of a cell; nil where there is none.
  func value(row: Int, column: Int) -> Double? {
    guard values.indices.contains(row), values[row].indices.contains(column) else { return nil }
    return values[row][column]
  }

  var colorBar: ColorBar? {
    if case .sequential(let bar) = shading { bar } else { nil }
  }

  package var preferredWidth: Double {
    let room = insets(cellWidth: 800)
    return min(max(room.left + room.right + 64 * Double(columnNames.count), 400), 1200)
  }

  package func naturalHeight(width: Double) -> Double {
    let room = insets(cellWidth: width)
    let plotWidth = min(width - room.left - room.right, 64 * Double(max(columnNames.count, 1)))
    let cell = plotWidth / Double(max(columnNames.count, 1))
    return room.top + room.bottom + max(min(cell, 64) * Double(rowNames.count), 80)
  }

  package func layOut(in cell: Size) -> PanelLayout {
    let insets = insets(cellWidth: cell.width)
    let (names, note) = (names(cellWidth: cell.width), noteLines(width: cell.width))
    return PanelLayout(insets: insets) { plot, svg in
      HeatMapDrawing(map: self, names: names, plot: plot).draw(to: &svg)
      note.draw(
        middle: plot.midX + (insets.right - insets.left) / 2, bottom: plot.maxY + insets.bottom, to: &svg)
    }
  }

  private func noteLines(width: Double) -> PanelNote { PanelNote(note, width: width - 20) }

  /// The room to the left of the cells, that to the right of them, and the names below them.
  private func sides(_ cellWidth: Double) -> (left: Double, right: Double) {
    let left = min(Self.widest(rowNames), cellWidth / 4) + ((yLabel ?? "").isEmpty ? 20 : 42)
    // The height that the bar will have is not known yet; its width hardly depends on it.
    return (left, 16 + (colorBar?.width(height: 200) ?? 0))
  }

  private func names(cellWidth: Double) -> NamesBelow {
    let (left, right) = sides(cellWidth)
    let columnWidth = min((cellWidth - left - right) / Double(max(columnNames.count, 1)), 64)
    return NamesBelow(columnNames, columnWidth: columnWidth)
  }

  /// The room that row names may take of a cell this wide.
  private func insets(cellWidth: Double) -> Insets {
    let (left, right) = sides(cellWidth)
    return Insets(
      top: (title ?? "").isEmpty ? 14 : 36, left: left,
      bottom: ((xLabel ?? "").isEmpty ? 32 : 54) + names(cellWidth: cellWidth).height - 12
        + noteLines(width: cellWidth).height,
      right: right)
  }

  static func widest(_ names: [String]) -> Double {
    names.reduce(0.0) { max($0, TextWidth.of($1, size: Font.tick)) }
  }
}
