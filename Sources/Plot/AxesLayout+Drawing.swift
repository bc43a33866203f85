extension AxesLayout {
  /// Draws the axes with the plot in a rectangle.
  func draw(in rect: Rect, to svg: inout SVGWriter) {
    let plot = axes.hasEqualAspect ? equalAspect(within: rect) : rect
    let frame = PlotFrame(plot: plot, x: xAxis.limits, y: yAxis.limits, scales: axes.scales)
    if axes.showsGrid { drawGrid(frame, to: &svg) }
    drawLayers(frame, to: &svg)
    svg.painted(.frame) { $0.strokedRect(plot) }
    drawMinorTicks(frame, to: &svg)
    drawTickLabels(frame, to: &svg)
    drawTitles(around: plot, to: &svg)
    drawLegend(frame, to: &svg)
    axes.colorBar?.draw(beside: plot, to: &svg)
    let middle = plot.midX + (insets.right - insets.left) / 2
    note.draw(middle: middle, bottom: plot.maxY + insets.bottom, to: &svg)
    if !hasData {
      svg.painted(.muted) {
        $0.text("no data", at: Point(x: plot.midX, y: plot.midY), size: Font.label, anchor: .middle)
      }
    }
  }

  /// The largest rectangle around the middle in which both axes have the same scale.
  private func equalAspect(within rect: Rect) -> Rect {
    let xRange = xAxis.limits.upper - xAxis.limits.lower
    let yRange = yAxis.limits.upper - yAxis.limits.lower
    let scale = min(rect.width / xRange, rect.height / yRange)
    // No thinner than a tenth of the room, however unlike the ranges are.
    let width = max(xRange * scale, rect.width / 10)
    let height = max(yRange * scale, rect.height / 10)
    return Rect(x: rect.midX - width / 2, y: rect.midY - height / 2, width: width, height: height)
  }

  private func drawGrid(_ frame: PlotFrame, to svg: inout SVGWriter) {
    let plot = frame.plot
    // Lines between names tell nothing.
    let vertical = names == nil ? xAxis.ticks : []
    let horizontal = if case .categories = axes.scales.y { [Axis.Tick]() } else { yAxis.ticks }
    let lines =
      vertical.map { tick in
        let x = frame.place(xCoordinate: tick.place)
        return [Point(x: x, y: plot.maxY), Point(x: x, y: plot.y)]
      }
      + horizontal.map { tick in
        let y = frame.place(yCoordinate: tick.place)
        return [Point(x: plot.x, y: y), Point(x: plot.maxX, y: y)]
      }
    svg.painted(.grid) { $0.lines(lines, width: 1) }
  }

  /// Short lines outside of the plot, where ticks have no text.
  private func drawMinorTicks(_ frame: PlotFrame, to svg: inout SVGWriter) {
    let plot = frame.plot
    let lines =
      xAxis.minor.map { place in
        let x = frame.place(xCoordinate: place)
        return [Point(x: x, y: plot.maxY), Point(x: x, y: plot.maxY + 4)]
      }
      + yAxis.minor.map { place in
        let y = frame.place(yCoordinate: place)
        return [Point(x: plot.x, y: y), Point(x: plot.x - 4, y: y)]
      }
    guard !lines.isEmpty else { return }
    svg.painted(.muted) { $0.lines(lines, width: 1) }
  }

  private func drawLayers(_ frame: PlotFrame, to svg: inout SVGWriter) {
    guard !axes.layers.isEmpty else { return }
    let identifier = svg.identifier()
    let plot = frame.plot
    svg.group("clipPath", ["id": identifier]) {
      $0.element(
        "rect",
        [
          "x": coordinate(plot.x), "y": coordinate(plot.y), "width": coordinate(plot.width),
          "height": coordinate(plot.height),
        ])
    }
    svg.group("g", ["clip-path": "url(#\(identifier))"]) { svg in
      for layer in axes.layers { layer.draw(in: frame, to: &svg) }
    }
  }

  private func drawTickLabels(_ frame: PlotFrame, to svg: inout SVGWriter) {
    let plot = frame.plot
    let places = xAxis.ticks.map { frame.place(xCoordinate: $0.place) }
    if let names {
      let width = plot.width / max(xAxis.limits.upper - xAxis.limits.lower, 1)
      names.draw(at: places, columnWidth: width, below: plot.maxY, to: &svg)
    } else {
      for (tick, x) in zip(xAxis.ticks, places) {
        svg.text(tick.text, at: Point(x: x, y: plot.maxY + 18), size: Font.tick, anchor: .middle)
      }
    }
    drawVerticalTickLabels(frame, to: &svg)
    if !xAxis.note.isEmpty {
      let place = Point(x: plot.maxX, y: plot.maxY + 41)
      svg.text(xAxis.note, at: place, size: Font.tick, anchor: .end)
    }
    if !yAxis.note.isEmpty {
      svg.text(yAxis.note, at: Point(x: plot.x, y: plot.y - 7), size: Font.tick)
    }
  }

  private func drawVerticalTickLabels(_ frame: PlotFrame, to svg: inout SVGWriter) {
    let plot = frame.plot
    let range = yAxis.limits.upper - yAxis.limits.lower
    var (size, step) = (Font.tick, 1)
    if case .categories = axes.scales.y { (size, step) = NameDensity.of(plot.height / max(range, 1)) }
    for (index, tick) in yAxis.ticks.enumerated() where index.isMultiple(of: step) {
      let fitted = FittedText(tick.text, size: size, width: max(labelWidth, 12) + 1, keepsEnd: true)
      let y = frame.place(yCoordinate: tick.place) + Font.middle * fitted.size
      svg.text(fitted.text, at: Point(x: plot.x - 7, y: y), size: fitted.size, anchor: .end)
    }
  }

  /// The width of the texts beside the vertical axis.
  private var labelWidth: Double { insets.left - ((axes.yLabel ?? "").isEmpty ? 20 : 42) }

  private func drawTitles(around plot: Rect, to svg: inout SVGWriter) {
    if let title = axes.title, !title.isEmpty {
      let note = yAxis.note
      let room =
        note.isEmpty
        ? plot.width + 2 * min(insets.left, insets.right) - 8
        : plot.width - 2 * TextWidth.of(note, size: Font.tick) - 16
      let fitted = FittedText(title, size: Font.title, width: room)
      let place = Point(x: plot.midX, y: plot.y - 11)
      svg.text(fitted.text, at: place, size: fitted.size, anchor: .middle)
    }
    if let label = axes.xLabel, !label.isEmpty {
      let note = TextWidth.of(xAxis.note, size: Font.tick)
      let fitted = FittedText(label, size: Font.label, width: plot.width - 2 * note)
      let place = Point(x: plot.midX, y: plot.maxY + 41 + (names.map { $0.height - 12 } ?? 0))
      svg.text(fitted.text, at: place, size: fitted.size, anchor: .middle)
    }
    if let label = axes.yLabel, !label.isEmpty {
      let fitted = FittedText(label, size: Font.label, width: plot.height + 30)
      let place = Point(x: plot.x - labelWidth - 19, y: plot.midY)
      svg.verticalText(fitted.text, at: place, size: fitted.size)
    }
  }

  private func drawLegend(_ frame: PlotFrame, to svg: inout SVGWriter) {
    let plot = frame.plot
    switch legend {
    case .none:
      break
    case .inside(let layout, let corners):
      let site = LegendSite(
        for: layout.size, in: plot, avoiding: axes.layers.map { $0.footprint(in: frame) },
        corners: corners)
      svg.painted(.background) { $0.filledRect(site.rect, opacity: 0.8) }
      layout.draw(at: Point(x: site.rect.x, y: site.rect.y), to: &svg)
    case .below(let layout):
      // In the middle of the plot, but within the panel.
      let leftmost = plot.x - insets.left + 10
      let rightmost = plot.maxX + insets.right - 10 - layout.size.width
      let x = max(min(plot.midX - layout.size.width / 2, rightmost), leftmost)
      let y = plot.maxY + insets.bottom - note.height - layout.size.height - 6
      layout.draw(at: Point(x: x, y: y), to: &svg)
    }
  }
}
