/// A heat map in its place.
struct HeatMapDrawing {
  let map: HeatMap
  let names: NamesBelow
  /// The cells, which are square where the room allows.
  let cells: Rect
  let room: Rect
  let columnWidth: Double
  let rowHeight: Double
  /// The largest magnitude among the values.
  let largest: Double

  init(map: HeatMap, names: NamesBelow, plot: Rect) {
    self.map = map
    self.names = names
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
    largest = map.values.joined().compactMap { $0 }.reduce(0.0) {
      AxisLimits.isDrawable($1) ? max($0, abs($1)) : $0
    }
  }

  func draw(to svg: inout SVGWriter) {
    for row in map.rowNames.indices {
      for column in map.columnNames.indices {
        switch map.shading {
        case .signed: drawSignedCell(row: row, column: column, to: &svg)
        case .sequential(let bar): drawCell(row: row, column: column, bar.scale, to: &svg)
        }
      }
    }
    svg.painted(.frame) { $0.strokedRect(cells) }
    map.colorBar?.draw(beside: cells, to: &svg)
    drawNames(to: &svg)
    drawTitles(to: &svg)
  }

  private func rect(row: Int, column: Int) -> Rect {
    Rect(
      x: cells.x + Double(column) * columnWidth, y: cells.y + Double(row) * rowHeight,
      width: columnWidth, height: rowHeight)
  }

  private func drawSignedCell(row: Int, column: Int, to svg: inout SVGWriter) {
    let value = map.value(row: row, column: column) ?? .nan
    let share = AxisLimits.isDrawable(value) && largest > 0 ? abs(value) / largest : 0
    // A cell with a small number is still told from one with none.
    let opacity = share == 0 ? 0 : 0.08 + 0.87 * share
    if opacity > 0 {
      svg.painted(.series(value < 0 ? 3 : 0)) {
        $0.filledRect(rect(row: row, column: column), opacity: opacity)
      }
    }
    let paint: Paint = opacity > 0.55 ? .background : value == 0 ? .muted : .ink
    drawText(row: row, column: column, paint, to: &svg)
  }

  /// A cell in a sequential colour; one whose value has none is crossed out.
  private func drawCell(row: Int, column: Int, _ scale: ColorScale, to svg: inout SVGWriter) {
    guard let value = map.value(row: row, column: column) else { return }
    let rect = rect(row: row, column: column)
    guard let share = scale.share(of: value) else {
      svg.painted(.grid) { $0.filledRect(rect) }
      let inner = rect.inset(by: min(rect.width, rect.height) * 0.3)
      svg.painted(.muted) {
        $0.lines(
          [
            [Point(x: inner.x, y: inner.y), Point(x: inner.maxX, y: inner.maxY)],
            [Point(x: inner.x, y: inner.maxY), Point(x: inner.maxX, y: inner.y)],
          ], width: 1)
      }
      return
    }
    // A little of the next cells, which are drawn later: no seams show between cells.
    let covered = Rect(
      x: rect.x, y: rect.y, width: min(rect.width + 0.5, cells.maxX - rect.x),
      height: min(rect.height + 0.5, cells.maxY - rect.y))
    svg.painted(.sequential(share)) { $0.filledRect(covered) }
    // From this step on the colour is nearer to the ink than to the background.
    let isFar = SequentialColors.step(of: share) >= SequentialColors.firstOfLines - 1
    drawText(row: row, column: column, isFar ? .background : .ink, to: &svg)
  }

  private func drawText(row: Int, column: Int, _ paint: Paint, to svg: inout SVGWriter) {
    let text = text(row: row, column: column)
    guard !text.isEmpty else { return }
    let rect = rect(row: row, column: column)
    let size = min(Font.label, rowHeight * 0.6)
    let width = TextWidth.of(text, size: size)
    let fitted = min(size, size * (columnWidth * 0.9 / width))
    // Numbers too small to be read are left to the CSV file.
    guard fitted >= 6 else { return }
    svg.painted(paint) {
      $0.text(
        text, at: Point(x: rect.midX, y: rect.midY + Font.middle * fitted), size: fitted,
        anchor: .middle)
    }
  }

  private func text(row: Int, column: Int) -> String {
    guard map.texts.indices.contains(row), map.texts[row].indices.contains(column) else { return "" }
    return map.texts[row][column]
  }

  /// Names of columns below, and of rows to the left; smaller where they are dense, and every second or
  /// further one where they could not be read.
  private func drawNames(to svg: inout SVGWriter) {
    let middles = map.columnNames.indices.map { cells.x + (Double($0) + 0.5) * columnWidth }
    names.draw(at: middles, columnWidth: columnWidth, below: cells.maxY, to: &svg)
    let (size, step) = NameDensity.of(rowHeight)
    // To measure all names again for each of them takes long where they are many.
    let width = nameWidth
    for (row, name) in map.rowNames.enumerated() where row.isMultiple(of: step) {
      let fitted = FittedText(name, size: size, width: width, keepsEnd: true)
      let y = cells.y + (Double(row) + 0.5) * rowHeight + Font.middle * fitted.size
      svg.text(fitted.text, at: Point(x: cells.x - 7, y: y), size: fitted.size, anchor: .end)
    }
  }

  /// The width of the widest row name, at most a third of the panel.
  private var nameWidth: Double { min(HeatMap.widest(map.rowNames), room.width / 3) }

  private func drawTitles(to svg: inout SVGWriter) {
    if let title = map.title, !title.isEmpty {
      let fitted = FittedText(title, size: Font.title, width: room.width)
      svg.text(
        fitted.text, at: Point(x: cells.midX, y: cells.y - 11), size: fitted.size, anchor: .middle)
    }
    let below = 41 + names.height - 12
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
