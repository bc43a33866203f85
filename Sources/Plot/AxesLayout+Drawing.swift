extension AxesLayout {
  /// Draws the axes with the plot in a rectangle.
  func draw(in rect: Rect, to svg: inout SVGWriter) {
    let plot = axes.hasEqualAspect ? equalAspect(within: rect) : rect
    let frame = PlotFrame(plot: plot, x: xAxis.limits, y: yAxis.limits)
    if axes.showsGrid { drawGrid(frame, to: &svg) }
    drawLayers(frame, to: &svg)
    svg.painted(.frame) { $0.strokedRect(plot) }
    drawTickLabels(frame, to: &svg)
    drawTitles(around: plot, to: &svg)
    drawLegend(frame, to: &svg)
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
    let vertical = xAxis.ticks.values.map { value in
      let x = frame.place(x: value)
      return [Point(x: x, y: plot.maxY), Point(x: x, y: plot.y)]
    }
    let horizontal = yAxis.ticks.values.map { value in
      let y = frame.place(y: value)
      return [Point(x: plot.x, y: y), Point(x: plot.maxX, y: y)]
    }
    svg.painted(.grid) { $0.lines(vertical + horizontal, width: 1) }
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
    for (value, text) in zip(xAxis.ticks.values, xAxis.labels.texts) {
      let place = Point(x: frame.place(x: value), y: plot.maxY + 18)
      svg.text(text, at: place, size: Font.tick, anchor: .middle)
    }
    for (value, text) in zip(yAxis.ticks.values, yAxis.labels.texts) {
      let y = frame.place(y: value) + Font.middle * Font.tick
      svg.text(text, at: Point(x: plot.x - 7, y: y), size: Font.tick, anchor: .end)
    }
    if !xAxis.labels.note.isEmpty {
      let place = Point(x: plot.maxX, y: plot.maxY + 41)
      svg.text(xAxis.labels.note, at: place, size: Font.tick, anchor: .end)
    }
    if !yAxis.labels.note.isEmpty {
      svg.text(yAxis.labels.note, at: Point(x: plot.x, y: plot.y - 7), size: Font.tick)
    }
  }

  private func drawTitles(around plot: Rect, to svg: inout SVGWriter) {
    if let title = axes.title, !title.isEmpty {
      let note = yAxis.labels.note
      let room =
        note.isEmpty
        ? plot.width + 2 * min(insets.left, insets.right) - 8
        : plot.width - 2 * TextWidth.of(note, size: Font.tick) - 16
      let fitted = FittedText(title, size: Font.title, width: room)
      let place = Point(x: plot.midX, y: plot.y - 11)
      svg.text(fitted.text, at: place, size: fitted.size, anchor: .middle)
    }
    if let label = axes.xLabel, !label.isEmpty {
      let note = TextWidth.of(xAxis.labels.note, size: Font.tick)
      let fitted = FittedText(label, size: Font.label, width: plot.width - 2 * note)
      let place = Point(x: plot.midX, y: plot.maxY + 41)
      svg.text(fitted.text, at: place, size: fitted.size, anchor: .middle)
    }
    if let label = axes.yLabel, !label.isEmpty {
      let fitted = FittedText(label, size: Font.label, width: plot.height + 30)
      let place = Point(x: plot.x - yAxis.labelWidth - 19, y: plot.midY)
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
      layout.draw(at: Point(x: x, y: plot.maxY + insets.bottom - layout.size.height - 6), to: &svg)
    }
  }
}
