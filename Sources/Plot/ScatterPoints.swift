/// Points without a line, as those of one class.
package struct ScatterPoints: PlotLayer {
  /// The name in the legend; nil keeps the points out of it.
  package var label: String?
  package var points: [DataPoint]
  package var paint: Paint
  package var marker: Marker
  /// From a marker's middle to its edge, in pixels.
  package var radius: Double
  /// Whether markers have an outline of the foreground colour.
  package var isOutlined: Bool

  /// Points in a colour; where no radius is given, the fewer they are the larger.
  package init(
    label: String? = nil, points: [DataPoint], paint: Paint, marker: Marker = .circle,
    radius: Double? = nil, isOutlined: Bool = false
  ) {
    self.label = label
    self.points = points
    self.paint = paint
    self.marker = marker
    self.radius = radius ?? (points.count <= 10 ? 8 : points.count <= 200 ? 5 : 3)
    self.isOutlined = isOutlined
  }

  /// The points of the series with an index: colour and marker are others than those of the series before it.
  package init(label: String?, points: [DataPoint], index: Int, paint: Paint? = nil) {
    self.init(label: label, points: points, paint: paint ?? .series(index), marker: .series(index))
  }

  package var bounds: DataBounds { DataBounds(of: points) }

  package func bounds(on scales: AxisScales) -> DataBounds { DataBounds(of: points, on: scales) }

  package func unshown(on scales: AxisScales) -> UnshownPoints? { scales.unshown(label, points) }

  package var hasWholeX: Bool? { points.isEmpty ? nil : false }

  package var legendEntries: [LegendEntry] { legendEntries(on: AxisScales()) }

  package func legendEntries(on scales: AxisScales) -> [LegendEntry] {
    guard let label else { return [] }
    if let entry = scales.emptyEntry(label, points) { return [entry] }
    return [LegendEntry(label: label, paint: paint, sample: .marker(marker, outlined: isOutlined))]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(points: places(in: frame))
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let places = places(in: frame)
    svg.painted(paint) { svg in
      for place in places { svg.marker(marker, at: place, radius: radius, outlined: isOutlined) }
    }
  }

  private func places(in frame: PlotFrame) -> [Point] {
    points.compactMap(frame.place).filter(frame.plot.inset(by: -0.5).contains)
  }
}
