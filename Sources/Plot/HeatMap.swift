/// A table of numbers whose cells are shaded by value, with the numbers in them: a confusion matrix.
///
/// Cells of positive value are blue, of negative value red, the stronger the larger.
package struct HeatMap: Panel {
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  package var columnNames: [String]
  package var rowNames: [String]
  /// A row of values for each row name, a value for each column name.
  package var values: [[Double]]
  /// What stands in the cells, in the order of the values.
  package var texts: [[String]]

  package init(
    title: String? = nil, xLabel: String? = nil, yLabel: String? = nil, columnNames: [String],
    rowNames: [String], values: [[Double]], texts: [[String]] = []
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.columnNames = columnNames
    self.rowNames = rowNames
    self.values = values
    self.texts = texts
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
    return text + "; \(rowNames.count) rows, \(columnNames.count) columns."
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
    PanelLayout(insets: insets(cellWidth: cell.width)) { plot, svg in
      HeatMapDrawing(map: self, plot: plot).draw(to: &svg)
    }
  }

  /// The room that row names may take of a cell this wide.
  private func insets(cellWidth: Double) -> Insets {
    let left = min(Self.widest(rowNames), cellWidth / 4) + ((yLabel ?? "").isEmpty ? 20 : 42)
    let right = 16.0
    let columnWidth = min((cellWidth - left - right) / Double(max(columnNames.count, 1)), 64)
    let names = hasUprightNames(columnWidth: columnWidth) ? uprightHeight - 12 : 0
    return Insets(
      top: (title ?? "").isEmpty ? 14 : 36, left: left, bottom: ((xLabel ?? "").isEmpty ? 32 : 54) + names,
      right: right)
  }

  fileprivate static func widest(_ names: [String]) -> Double {
    names.reduce(0.0) { max($0, TextWidth.of($1, size: Font.tick)) }
  }

  /// Whether the names of columns stand upright, for side by side they would not fit.
  fileprivate func hasUprightNames(columnWidth: Double) -> Bool {
    min(Self.widest(columnNames), 60) + 6 > columnWidth
  }

  /// The height of upright names.
  fileprivate var uprightHeight: Double { min(max(Self.widest(columnNames), 12), 100) }
}

/// A heat map in its place.
private struct HeatMapDrawing {
  let map: HeatMap
  /// The cells, which are square where the room allows.
  let cells: Rect
  let room: Rect
  let columnWidth: Double
  let rowHeight: Double
  /// The largest magnitude among the values.
  let largest: Double

  init(map: HeatMap, plot: Rect) {
    self.map = map
    let side = min(
      plot.width / Double(max(map.columnNames.count, 1)),
      plot.height / Double(max(map.rowNames.count, 1)))
    columnWidth = side
    rowHeight = side
    let width = side * Double(map.columnNames.count)
    let height = side * Double(map.rowNames.count)
    cells = Rect(
      x: plot.midX - width / 2, y: plot.midY - height / 2, width: width, height: height)
    room = plot
    largest = map.values.joined().reduce(0.0) {
      AxisLimits.isDrawable($1) ? max($0, abs($1)) : $0
    }
  }

  func draw(to svg: inout SVGWriter) {
    for (row, values) in map.values.prefix(map.rowNames.count).enumerated() {
      for (column, value) in values.prefix(map.columnNames.count).enumerated() {
        drawCell(value, row: row, column: column, to: &svg)
      }
    }
    svg.painted(.frame) { $0.strokedRect(cells) }
    drawNames(to: &svg)
    drawTitles(to: &svg)
  }

  private func drawCell(_ value: Double, row: Int, column: Int, to svg: inout SVGWriter) {
    let rect = Rect(
      x: cells.x + Double(column) * columnWidth, y: cells.y + Double(row) * rowHeight,
      width: columnWidth, height: rowHeight)
    let share = AxisLimits.isDrawable(value) && largest > 0 ? abs(value) / largest : 0
    // A cell with a small number is still told from one with none.
    let opacity = share == 0 ? 0 : 0.08 + 0.87 * share
    if opacity > 0 {
      svg.painted(.series(value < 0 ? 3 : 0)) { $0.filledRect(rect, opacity: opacity) }
    }
    let text = text(row: row, column: column)
    let size = min(Font.label, rowHeight * 0.6)
    let width = TextWidth.of(text, size: size)
    let fitted = min(size, size * (columnWidth * 0.9 / width))
    // Numbers too small to be read are left to the CSV file.
    guard fitted >= 6 else { return }
    svg.painted(opacity > 0.55 ? .background : value == 0 ? .muted : .ink) {
      $0.text(
        text, at: Point(x: rect.midX, y: rect.midY + Font.middle * fitted), size: fitted,
        anchor: .middle)
    }
  }

  private func text(row: Int, column: Int) -> String {
    guard map.texts.indices.contains(row), map.texts[row].indices.contains(column) else { return "" }
    return map.texts[row][column]
  }

  /// Names of columns below, upright where they are wide, and of rows to the left; smaller where they are
  /// dense, and every second or further one where they could not be read.
  private func drawNames(to svg: inout SVGWriter) {
    let (columnSize, columnStep) = Self.density(columnWidth)
    // To measure all names again for each of them takes long where they are many.
    let (isUpright, uprightHeight, rowNameWidth) = (hasUprightNames, map.uprightHeight, nameWidth)
    for (column, name) in map.columnNames.enumerated() {
      let x = cells.x + (Double(column) + 0.5) * columnWidth
      if !isUpright {
        let fitted = FittedText(name, size: Font.tick, width: columnWidth - 4)
        svg.text(fitted.text, at: Point(x: x, y: cells.maxY + 18), size: fitted.size, anchor: .middle)
      } else if column.isMultiple(of: columnStep) {
        let fitted = FittedText(name, size: columnSize, width: uprightHeight)
        let place = Point(x: x + Font.middle * fitted.size, y: cells.maxY + 6)
        svg.verticalText(fitted.text, at: place, size: fitted.size, anchor: .end)
      }
    }
    let (rowSize, rowStep) = Self.density(rowHeight)
    for (row, name) in map.rowNames.enumerated() where row.isMultiple(of: rowStep) {
      let fitted = FittedText(name, size: rowSize, width: rowNameWidth)
      let y = cells.y + (Double(row) + 0.5) * rowHeight + Font.middle * fitted.size
      svg.text(fitted.text, at: Point(x: cells.x - 7, y: y), size: fitted.size, anchor: .end)
    }
  }

  /// The size of names that lie one beside the other in rows so high, and which of them are shown.
  private static func density(_ height: Double) -> (size: Double, step: Int) {
    let smallest = Font.tick * 0.6
    let step = Int(min((smallest + 1) / max(height, 1), 1000).rounded(.up))
    return (min(Font.tick, max(height - 2, smallest)), max(step, 1))
  }

  private var hasUprightNames: Bool { map.hasUprightNames(columnWidth: columnWidth) }

  /// The width of the widest row name, at most a third of the panel.
  private var nameWidth: Double { min(HeatMap.widest(map.rowNames), room.width / 3) }

  private func drawTitles(to svg: inout SVGWriter) {
    if let title = map.title, !title.isEmpty {
      let fitted = FittedText(title, size: Font.title, width: room.width)
      svg.text(
        fitted.text, at: Point(x: cells.midX, y: cells.y - 11), size: fitted.size, anchor: .middle)
    }
    let below = 41 + (hasUprightNames ? map.uprightHeight - 12 : 0)
    if let label = map.xLabel, !label.isEmpty {
      let fitted = FittedText(label, size: Font.label, width: room.width)
      svg.text(
        fitted.text, at: Point(x: cells.midX, y: cells.maxY + below), size: fitted.size, anchor: .middle)
    }
    if let label = map.yLabel, !label.isEmpty {
      let fitted = FittedText(label, size: Font.label, width: cells.height + 20)
      svg.verticalText(
        fitted.text, at: Point(x: cells.x - nameWidth - 19, y: cells.midY), size: fitted.size)
    }
  }
}
