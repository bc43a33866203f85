/// A line across the whole plot at one value: zero, a target.
package struct ReferenceLine: PlotLayer {
  package enum Direction: Sendable, Equatable {
    /// At one y.
    case horizontal
    /// At one x.
    case vertical
  }

  package var direction: Direction
  /// Where the line crosses the other axis, in data coordinates.
  package var value: Double
  package var label: String?
  package var paint: Paint
  package var dash: Dash
  package var width: Double

  package init(
    _ direction: Direction, at value: Double, label: String? = nil, paint: Paint = .muted,
    dash: Dash = .solid, width: Double = 1
  ) {
    self.direction = direction
    self.value = value
    self.label = label
    self.paint = paint
    self.dash = dash
    self.width = width
  }

  package var bounds: DataBounds {
    guard AxisLimits.isDrawable(value) else { return DataBounds() }
    return direction == .horizontal ? DataBounds(y: value...value) : DataBounds(x: value...value)
  }

  package func bounds(on scales: AxisScales) -> DataBounds { hasPlace(on: scales) ? bounds : DataBounds() }

  package func unshown(on scales: AxisScales) -> UnshownPoints? {
    if hasPlace(on: scales) { return nil }
    return UnshownPoints(
      label: label, notPositive: AxisLimits.isDrawable(value) ? 1 : 0,
      notFinite: AxisLimits.isDrawable(value) ? 0 : 1)
  }

  private func hasPlace(on scales: AxisScales) -> Bool {
    (direction == .horizontal ? scales.y : scales.x).coordinate(value) != nil
  }

  package var legendEntries: [LegendEntry] {
    guard let label else { return [] }
    return [LegendEntry(label: label, paint: paint, sample: .line(dash, width: width, nil))]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(polylines: piece(in: frame).map { [$0] } ?? [])
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    guard let piece = piece(in: frame) else { return }
    svg.painted(paint) { $0.lines([piece], width: width, dash: dash) }
  }

  private func piece(in frame: PlotFrame) -> [Point]? {
    guard hasPlace(on: frame.scales) else { return nil }
    let plot = frame.plot
    switch direction {
    case .horizontal:
      let y = frame.place(y: value)
      guard y >= plot.y, y <= plot.maxY else { return nil }
      return [Point(x: plot.x, y: y), Point(x: plot.maxX, y: y)]
    case .vertical:
      let x = frame.place(x: value)
      guard x >= plot.x, x <= plot.maxX else { return nil }
      return [Point(x: x, y: plot.maxY), Point(x: x, y: plot.y)]
    }
  }
}
