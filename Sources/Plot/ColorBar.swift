/// Which colour a number has: its share of a range.
package struct ColorScale: Sendable, Equatable {
  package let scale: AxisScale
  /// In units of the scale.
  let limits: AxisLimits

  /// The range of numbers that have a place on the scale, linear or logarithmic.
  package init(of values: [Double], scale: AxisScale = .linear) {
    let places = values.compactMap(scale.coordinate)
    self.scale = scale
    limits = AxisLimits(places.min() ?? 0, places.max() ?? 1)
  }

  /// The share of the range at which a number lies, 0 to 1; nil for one without a place on the scale.
  package func share(of value: Double) -> Double? {
    scale.coordinate(value).map {
      min(max(($0 - limits.lower) / (limits.upper - limits.lower), 0), 1)
    }
  }
}

/// The colours of a scale, as a bar with ticks beside a plot.
package struct ColorBar: Sendable, Equatable {
  package var scale: ColorScale
  package var label: String?
  /// Whether the bar shows only the colours that series have.
  package var isOfSeries: Bool

  package init(scale: ColorScale, label: String? = nil, isOfSeries: Bool = false) {
    self.scale = scale
    self.label = label
    self.isOfSeries = isOfSeries
  }

  private static let gap = 14.0
  private static let thickness = 14.0

  private func axis(length: Double) -> Axis { .vertical(scale.scale, scale.limits, length: length) }

  /// The room beside the plot for bar, ticks and label.
  func width(height: Double) -> Double {
    let axis = axis(length: height)
    let texts = max(axis.labelWidth, TextWidth.of(axis.note, size: Font.tick) - Self.thickness)
    return Self.gap + Self.thickness + 6 + texts + ((label ?? "").isEmpty ? 6 : 26)
  }

  /// Draws the bar to the right of a plot.
  func draw(beside plot: Rect, to svg: inout SVGWriter) {
    let bar = Rect(x: plot.maxX + Self.gap, y: plot.y, width: Self.thickness, height: plot.height)
    drawColors(in: bar, to: &svg)
    svg.painted(.frame) { $0.strokedRect(bar) }
    let axis = axis(length: bar.height)
    let frame = PlotFrame(plot: bar, x: AxisLimits(0, 1), y: axis.limits)
    for tick in axis.ticks {
      let y = frame.place(yCoordinate: tick.place)
      svg.painted(.ink) { $0.lines([[Point(x: bar.maxX, y: y), Point(x: bar.maxX + 3, y: y)]], width: 1) }
      svg.text(tick.text, at: Point(x: bar.maxX + 6, y: y + Font.middle * Font.tick), size: Font.tick)
    }
    if !axis.note.isEmpty {
      svg.text(axis.note, at: Point(x: bar.x, y: bar.y - 7), size: Font.tick)
    }
    if let label, !label.isEmpty {
      let fitted = FittedText(label, size: Font.label, width: bar.height + 20)
      let place = Point(x: bar.maxX + 6 + axis.labelWidth + 18, y: bar.midY)
      svg.verticalText(fitted.text, at: place, size: fitted.size)
    }
  }

  private func drawColors(in bar: Rect, to svg: inout SVGWriter) {
    let first = isOfSeries ? SequentialColors.firstOfLines : 0
    let count = SequentialColors.steps - first + 1
    let height = bar.height / Double(count)
    for index in 0..<count {
      // Strips reach a little below the next one, so that no seams show.
      let overlap = index == 0 ? 0 : 0.5
      let rect = Rect(
        x: bar.x, y: bar.maxY - Double(index + 1) * height, width: bar.width, height: height + overlap)
      let share = Double(first + index) / Double(SequentialColors.steps)
      svg.painted(.sequential(share)) { $0.filledRect(rect) }
    }
  }
}
